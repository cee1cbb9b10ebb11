package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsObject;
import dev.offstage.access.Caller;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Whether the parts that a request needs answer at this moment. */
final class HealthRoute {
    private final String version;
    private final Map<String, List<Runnable>> checks;
    private final InstantSource clock;

    /** @param checks by name; one that throws has failed */
    HealthRoute(String version, Map<String, List<Runnable>> checks, InstantSource clock) {
        this.version = version;
        this.checks = checks;
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
        return answer(allWell, results.toTree());
    }

    private Answer answer(boolean allWell, JrsObject results) {
        JsonObject body = Json.object()
                .put("status", allWell ? "ok" : "failed")
                .put("name", "offstage")
                .put("version", version)
                .put("time", Times.write(clock.instant()))
                .put("checks", results);
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
