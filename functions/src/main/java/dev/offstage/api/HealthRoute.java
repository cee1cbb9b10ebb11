package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsObject;
import dev.offstage.access.Caller;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether the parts that a request needs answer at this moment. */
final class HealthRoute {
    private final String version;
    private final Map<String, List<Runnable>> checks;
    private final Supplier<Optional<Instant>> lastBeat;
    private final InstantSource clock;

    /**
     * @param checks by name; one that throws has failed
     * @param lastBeat when a task last ran for no other purpose; shown, and no check: a paused queue is no reason to replace this function
     */
    HealthRoute(
            String version,
            Map<String, List<Runnable>> checks,
            Supplier<Optional<Instant>> lastBeat,
            InstantSource clock) {
        this.version = version;
        this.checks = checks;
        this.lastBeat = lastBeat;
        this.clock = clock;
    }

    Answer get(Request request, Caller caller) {
        JsonObject results = Json.object();
        boolean allWell = true;
        for (Map.Entry<String, List<Runnable>> check : checks.entrySet()) {
            boolean isWell = check.getValue().stream().allMatch(call -> isWell(check.getKey(), call, request));
            allWell &= isWell;
            results.put(check.getKey(), isWell ? "ok" : "failed");
        }
        // Where the table does not answer, it is not asked once more.
        return answer(allWell, results.toTree(), allWell ? beat(request) : null);
    }

    private @Nullable Instant beat(Request request) {
        try {
            return lastBeat.get().orElse(null);
        } catch (RuntimeException e) {
            request.log()
                    .warn("The last heartbeat could not be read.", Json.object().put("error", e.toString()));
            return null;
        }
    }

    private Answer answer(boolean allWell, JrsObject results, @Nullable Instant beat) {
        JsonObject body = Json.object()
                .put("status", allWell ? "ok" : "failed")
                .put("name", "offstage")
                .put("version", version)
                .put("time", Times.write(clock.instant()))
                .put("checks", results)
                .put(
                        "lastBeat",
                        beat == null
                                ? JrsNull.instance()
                                : Json.object().put("at", Times.write(beat)).toTree());
        return allWell ? Answer.of(200, body) : Answer.of(503, body).with("retry-after", "5");
    }

    private boolean isWell(String name, Runnable check, Request request) {
        try {
            check.run();
            return true;
        } catch (RuntimeException e) {
            request.log()
                    .error(
                            "A health check failed.",
                            Json.object().put("check", name).put("error", e.toString()));
            return false;
        }
    }
}
