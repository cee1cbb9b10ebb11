package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.task.Attempt;
import dev.offstage.task.Ending;
import dev.offstage.task.TaskFailure;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task as clients see it. */
final class TaskJson {
    private TaskJson() {}

    static JsonObject of(TaskRecord task, Instant now) {
        Ending ending = task.ending();
        String self = "/v1/tasks/" + task.id();
        return Json.object()
                .put("id", task.id().toString())
                .put("type", task.spec().type())
                .put("queue", task.spec().queue().wireName())
                .put("state", task.stateAt(now).wireName())
                .put("args", tree(task.spec().args()))
                .put("attempt", task.attempt())
                .put("retries", task.spec().retries())
                .put("createdAt", Times.write(task.createdAt()))
                .put("notBefore", Times.write(task.notBefore()))
                .put("expiresAt", Times.write(task.spec().expiresAt()))
                .put("startedAt", Times.write(task.startedAt()))
                .put("finishedAt", Times.write(ending == null ? null : ending.at()))
                .put("progress", JrsNull.instance())
                .put("attempts", task.attempts().stream().map(TaskJson::attempt).toList())
                .put("result", tree(ending == null ? null : ending.result()))
                .put("error", error(ending == null ? null : ending.failure(), false))
                .put("blocked", JrsNull.instance())
                .put("deduplicated", false)
                .put("parent", JrsNull.instance())
                .put("schedule", JrsNull.instance())
                .put("tags", List.of())
                .put(
                        "links",
                        Json.object()
                                .put("self", self)
                                .put("result", self + "/result")
                                .put("logs", self + "/logs")
                                .toTree());
    }

    private static JrsValue attempt(Attempt attempt) {
        return Json.object()
                .put("number", attempt.number())
                .put("startedAt", Times.write(attempt.startedAt()))
                .put("finishedAt", Times.write(attempt.finishedAt()))
                .put("outcome", attempt.outcome().wireName())
                .put("waitMs", attempt.waitMs())
                .put("runMs", attempt.runMs())
                .put("error", error(attempt.error(), true))
                .toTree();
    }

    private static JrsValue error(@Nullable TaskFailure failure, boolean withTrace) {
        if (failure == null) {
            return JrsNull.instance();
        }
        JsonObject error = Json.object()
                .put("code", failure.code())
                .put("type", failure.type())
                .put("message", failure.message());
        return (withTrace ? error.put("trace", failure.trace()) : error).toTree();
    }

    private static JrsValue tree(@Nullable String json) {
        try {
            return json == null ? JrsNull.instance() : Json.parse(json);
        } catch (UnreadableJsonException e) {
            throw new IllegalStateException("A stored text is no JSON: " + e.getMessage(), e);
        }
    }
}
