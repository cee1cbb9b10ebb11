package dev.offstage.engine;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a request that is repeated under its key is answered as it was the first time. The key is taken before anything
 * is made; the ids of what is made follow from it, so a repetition finds what the first one made and makes what it did not get to.
 */
public final class RequestLedger {
    private static final int AT_ONCE = 32;

    private final RequestKeys keys;
    private final TaskStore store;
    private final Enqueuer enqueuer;
    private final InstantSource clock;
    private final RandomGenerator random;

    public RequestLedger(
            RequestKeys keys, TaskStore store, Enqueuer enqueuer, InstantSource clock, RandomGenerator random) {
        this.keys = keys;
        this.store = store;
        this.enqueuer = enqueuer;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Takes the key, or finds the request that has it.
     *
     * @param fingerprint equal for requests that mean the same
     * @return empty when the key belongs to a request of another meaning
     */
    public Optional<Turn> open(String key, String fingerprint) {
        Instant now = clock.instant();
        RequestKeys.Request mine = new RequestKeys.Request(TaskId.next(now, random), fingerprint, null);
        RequestKeys.Request holder = keys.claim(key, mine, now.plus(Turn.KEPT), now);
        return turn(key, fingerprint, holder, holder.base().equals(mine.base()));
    }

    /** The same without taking the key: empty also when nobody has it. */
    public Optional<Turn> look(String key, String fingerprint) {
        return keys.find(key, clock.instant()).flatMap(holder -> turn(key, fingerprint, holder, false));
    }

    private static Optional<Turn> turn(String key, String fingerprint, RequestKeys.Request holder, boolean first) {
        return holder.fingerprint().equals(fingerprint)
                ? Optional.of(new Turn(key, holder.base(), first, holder.answers()))
                : Optional.empty();
    }

    /** Whether the first request of a repeated one may still be at work, so that what is missing may be about to be made. */
    public boolean mayBeUnderWay(Turn turn) {
        return !turn.first() && turn.overAt().isAfter(clock.instant());
    }

    /**
     * What the request is answered with, by name. What the first request made is found; {@code make} is asked for the rest.
     *
     * @param names of all that the request asks for
     * @param possible those of them that can be made by now
     * @param end when the caller is out of time: what is not looked up by then is not begun
     * @param make answers for some of {@code possible}, under the ids that the turn gives them where it makes something new
     * @return empty while something is missing that the first request may be about to make
     */
    public Optional<Map<String, Submitted>> answer(
            Turn turn,
            Collection<String> names,
            Collection<String> possible,
            Instant end,
            Function<List<String>, Map<String, Submitted>> make) {
        Map<String, Submitted> answers = new HashMap<>(turn.first() ? Map.of() : known(turn, names, end));
        enqueuer.sendWhatMayLackIt(answers.values().stream()
                .filter(Accepted.class::isInstance)
                .map(answer -> ((Accepted) answer).task())
                .toList());
        List<String> missing =
                possible.stream().filter(name -> !answers.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            if (mayBeUnderWay(turn)) {
                return Optional.empty();
            }
            answers.putAll(make.apply(missing));
            note(turn, answers);
        }
        return Optional.of(answers);
    }

    /**
     * The same for a request that is answered with a text: the first answer is kept beside the key.
     *
     * @return empty while the first request may be about to answer
     */
    public Optional<String> kept(Turn turn, Supplier<String> make) {
        String answer = turn.answers();
        if (answer == null && mayBeUnderWay(turn)) {
            return Optional.empty();
        }
        if (answer == null) {
            answer = make.get();
            keys.note(turn.key(), turn.base(), answer);
        }
        return Optional.of(answer);
    }

    private Map<String, Submitted> known(Turn turn, Collection<String> names, Instant end) {
        Map<String, NotedAnswer> noted = noted(turn.answers());
        return names.stream()
                .gather(Fan.each(Math.min(AT_ONCE, store.callsAtOnce()), name -> {
                    Enqueuer.checkTime(clock, end);
                    return Map.entry(name, known(turn, name, Optional.ofNullable(noted.get(name))));
                }))
                .filter(entry -> entry.getValue().isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().orElseThrow()));
    }

    private Optional<Submitted> known(Turn turn, String name, Optional<NotedAnswer> noted) {
        if (noted.isPresent()) {
            return Optional.of(noted.get().read(store, clock.instant()));
        }
        TaskId id = turn.id(name);
        Optional<TaskRecord> made = store.find(id).filter(task -> !task.isPurged(clock.instant()));
        return made.isPresent()
                ? made.map(task -> new Accepted(task, false))
                : keys.find(deleted(id), clock.instant()).map(note -> new Gone(id, true));
    }

    /** Notes that {@code task} is about to be deleted, so that no repetition of its request takes it for one that was not made yet. */
    public void noteDeletion(TaskRecord task) {
        Instant now = clock.instant();
        Instant keyedUntil = task.spec().keyedUntil();
        if (keyedUntil != null && keyedUntil.isAfter(now)) {
            RequestKeys.Request ignored =
                    keys.claim(deleted(task.id()), new RequestKeys.Request(task.id(), "", null), keyedUntil, now);
        }
    }

    /** The keys of requests and of unique tasks are JSON, so no other kind of key is the same text. */
    private static String deleted(TaskId id) {
        return "deleted " + id;
    }

    /** Writes down what the ids do not tell, if anything. */
    private void note(Turn turn, Map<String, Submitted> answers) {
        JsonObject told = Json.object();
        answers.forEach((name, answer) -> {
            NotedAnswer noted = NotedAnswer.of(answer);
            if (!noted.isMade(turn.id(name))) {
                told.put(name, noted.text());
            }
        });
        if (told.toTree().size() > 0) {
            keys.note(turn.key(), turn.base(), told.toText());
        }
    }

    private static Map<String, NotedAnswer> noted(@Nullable String answers) {
        Map<String, NotedAnswer> noted = new HashMap<>();
        if (answers != null) {
            try {
                JrsValue told = Json.parse(answers);
                told.fieldNames()
                        .forEachRemaining(name -> noted.put(
                                name, NotedAnswer.parse(Json.text(told, name).orElseThrow())));
            } catch (UnreadableJsonException e) {
                throw new IllegalStateException("The answers noted of a request are no JSON.", e);
            }
        }
        return noted;
    }
}
