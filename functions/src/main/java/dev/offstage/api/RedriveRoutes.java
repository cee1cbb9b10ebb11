package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.Caller;
import dev.offstage.engine.Redrive;
import dev.offstage.engine.Redriver;
import dev.offstage.engine.TaskTypes;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.task.TaskId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Redrives: failed tasks that are to run again. */
final class RedriveRoutes {
    private static final int MOST_BYTES = 256 << 10;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** The tick comes once a minute. */
    private static final String LOOK_AGAIN = "15";

    private final Redriver redriver;
    private final TaskTypes types;
    private final IdempotencyKeys keys;
    private final InstantSource clock;
    private final RandomGenerator random;

    RedriveRoutes(
            Redriver redriver, TaskTypes types, IdempotencyKeys keys, InstantSource clock, RandomGenerator random) {
        this.redriver = redriver;
        this.types = types;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    Answer make(Request request, Caller caller) {
        JrsValue body = request.body(MOST_BYTES).json();
        Fields fields = new Fields(body, Set.of("type", "from", "to", "dryRun"));
        Redriver.Choice choice = choice(fields);
        boolean dryRun = fields.flag("dryRun");
        fields.check();
        String type = choice.type();
        if (type != null && types.find(type).isEmpty()) {
            throw Problem.unknownType(type, "/type");
        }
        if (dryRun) {
            Redriver.Count count = redriver.count(choice);
            return Answer.of(200, matching(count));
        }
        Redrive made = keys.once(request, caller, body, redriver::find, id -> made(request, caller, choice, id));
        return Answer.accepted("/v1/redrives/" + made.id(), json(made)).with("retry-after", LOOK_AGAIN);
    }

    private Redrive made(Request request, Caller caller, Redriver.Choice choice, @Nullable TaskId id) {
        Redrive made = redriver.make(choice, id == null ? TaskId.next(clock.instant(), random) : id);
        request.log()
                .note(
                        "A redrive was asked for.",
                        Json.object().put("id", made.id().toString()).put("by", caller.name()));
        return made;
    }

    /** Only a count that was cut short says so. */
    private static JsonObject matching(Redriver.Count count) {
        JsonObject body = Json.object().put("matching", count.matching());
        return count.exact() ? body : body.put("exact", false);
    }

    private Redriver.Choice choice(Fields fields) {
        Optional<String> type = fields.text("type", Optional::of, "the name of a type of task");
        Instant from = fields.time("from", LATEST).orElse(Instant.EPOCH);
        Optional<Instant> to = fields.time("to", LATEST);
        if (to.isPresent() && !to.get().isAfter(from)) {
            fields.refuse("to", "invalid", "This must be a time after 'from': tasks that failed before it are meant.");
        }
        Instant now = clock.instant();
        // What fails from now on fails perhaps again.
        return new Redriver.Choice(
                type.orElse(null), from, to.filter(now::isAfter).orElse(now));
    }

    Answer get(Request request, Caller caller) {
        String text = request.pathParameter("id");
        Redrive redrive = TaskId.parse(text)
                .flatMap(redriver::find)
                .orElseThrow(
                        () -> Problem.notFound(
                                "There is no redrive '" + Excerpt.of(text)
                                        + "'; POST /v1/redrives answers with the id of a new one, and they are kept for 14 days after their end."));
        return Answer.of(200, json(redrive));
    }

    private static JsonObject json(Redrive redrive) {
        return Json.object()
                .put("id", redrive.id().toString())
                .put("type", redrive.type())
                .put("from", redrive.from().equals(Instant.EPOCH) ? null : Times.write(redrive.from()))
                .put("to", Times.write(redrive.before()))
                .put("total", redrive.total())
                .put("exact", redrive.exact())
                .put("done", redrive.done())
                .put("skipped", redrive.skipped())
                .put("state", redrive.state())
                .put("createdAt", Times.write(redrive.madeAt()))
                .put("finishedAt", Times.write(redrive.finishedAt()));
    }
}
