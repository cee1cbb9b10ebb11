package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.Caller;
import dev.offstage.engine.Accepted;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.RequestLedger;
import dev.offstage.engine.Submitted;
import dev.offstage.engine.Turn;
import dev.offstage.engine.UniqueTask;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Accepts what requests ask for, once for each Idempotency-Key. Every route that makes tasks goes through here. */
final class Submissions {
    /** The name of the only task of a request. */
    static final String ONLY = "";

    private final Enqueuer enqueuer;
    private final RequestLedger ledger;
    private final IdempotencyKeys keys;
    private final Readers readers;

    Submissions(Enqueuer enqueuer, RequestLedger ledger, IdempotencyKeys keys, Readers readers) {
        this.enqueuer = enqueuer;
        this.ledger = ledger;
        this.keys = keys;
        this.readers = readers;
    }

    /**
     * Accepts the one task of a request, or finds the one that it was answered with before.
     *
     * @param body what the request says; of a form an object of its fields
     */
    Accepted one(Request request, Caller caller, JrsValue body, Asked asked) {
        Map<String, Submitted> answers = all(request, caller, body, List.of(ONLY), Map.of(ONLY, asked));
        return Problem.unlessAccepted(Objects.requireNonNull(answers.get(ONLY)));
    }

    /**
     * What a request is answered with, by name.
     *
     * @param names of all that it asks for
     * @param possible what of it can be made
     */
    Map<String, Submitted> all(
            Request request, Caller caller, JrsValue body, Collection<String> names, Map<String, Asked> possible) {
        return all(request, caller, body, names, possible.keySet(), (turn, missing) -> {
            Map<String, Submitted> made = made(request, turn, only(missing, possible));
            request.countAccepted(made.values().stream()
                    .filter(answer -> answer instanceof Accepted accepted && !accepted.deduplicated())
                    .count());
            return made;
        });
    }

    /** How a route makes what it was not answered with before. */
    @FunctionalInterface
    interface Maker {
        /**
         * Makes what has those names.
         *
         * @param turn knows the ids; null for a request without a key
         */
        Map<String, Submitted> make(@Nullable Turn turn, List<String> names);
    }

    /** The same for a route that makes its tasks itself. */
    Map<String, Submitted> all(
            Request request,
            Caller caller,
            JrsValue body,
            Collection<String> names,
            Collection<String> possible,
            Maker maker) {
        Turn turn =
                (possible.isEmpty() ? keys.look(request, caller, body) : keys.open(request, caller, body)).orElse(null);
        Map<String, Submitted> answers = turn == null
                ? maker.make(null, List.copyOf(possible))
                : ledger.answer(turn, names, possible, request.end(), missing -> maker.make(turn, missing))
                        .orElseThrow(() -> keys.underWay(turn));
        readers.admit(caller, tasks(answers.values()).toList());
        return answers;
    }

    private static Map<String, Asked> only(List<String> names, Map<String, Asked> all) {
        Map<String, Asked> some = new LinkedHashMap<>();
        names.forEach(name -> some.put(name, Objects.requireNonNull(all.get(name))));
        return some;
    }

    private static Stream<TaskRecord> tasks(Collection<Submitted> answers) {
        return answers.stream()
                .flatMap(answer -> answer instanceof Accepted accepted ? Stream.of(accepted.task()) : Stream.empty());
    }

    private Map<String, Submitted> made(Request request, @Nullable Turn turn, Map<String, Asked> asked) {
        Map<String, Submitted> answers = new HashMap<>();
        Map<String, TaskSpec> plain = new LinkedHashMap<>();
        Map<String, UniqueTask> unique = new LinkedHashMap<>();
        asked.forEach((name, task) -> {
            TaskSpec spec = turn == null
                    ? task.spec()
                    : task.spec().draft().keyedUntil(turn.keptUntil()).make();
            if (task.unique() == null) {
                plain.put(name, spec);
            } else {
                unique.put(name, new UniqueTask(turn == null ? null : turn.id(name), spec, task.unique()));
            }
        });
        put(
                answers,
                plain.keySet(),
                accepted(turn, plain, request).stream()
                        .<Submitted>map(task -> new Accepted(task, false))
                        .toList());
        put(answers, unique.keySet(), enqueuer.submitUnique(List.copyOf(unique.values()), request.end()));
        return answers;
    }

    private List<TaskRecord> accepted(@Nullable Turn turn, Map<String, TaskSpec> plain, Request request) {
        if (turn != null) {
            Map<TaskId, TaskSpec> under = new LinkedHashMap<>();
            plain.forEach((name, spec) -> under.put(turn.id(name), spec));
            return enqueuer.submitUnder(under, request.end());
        }
        return plain.size() == 1
                ? List.of(enqueuer.submit(plain.values().iterator().next()))
                : enqueuer.submitAll(List.copyOf(plain.values()), request.end());
    }

    private static void put(Map<String, Submitted> answers, Collection<String> names, List<Submitted> some) {
        List<String> ordered = new ArrayList<>(names);
        for (int i = 0; i < ordered.size(); i++) {
            answers.put(ordered.get(i), some.get(i));
        }
    }
}
