package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.task.Attempt;
import dev.offstage.task.Ending;
import dev.offstage.task.Pause;
import dev.offstage.task.Progress;
import dev.offstage.task.TaskFailure;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A task as clients see it. */
final class TaskJson {
    private static final int MOST_CHILDREN = 100;

    private TaskJson() {}

    /** The task as {@code GET} answers it. */
    static JsonObject of(TaskRecord task, Instant now) {
        return of(task, false, now);
    }

    /** @param deduplicated whether it was there before the request that it answers */
    static JsonObject of(TaskRecord stored, boolean deduplicated, Instant now) {
        TaskRecord task = stored.seenAt(now);
        Ending ending = task.ending();
        String self = "/v1/tasks/" + task.id();
        JsonObject json = Json.object()
                .put("id", task.id().toString())
                .put("type", task.spec().type())
                .put("queue", task.spec().queue().wireName())
                .put("state", task.stateAt(now).wireName())
                .put("args", tree(task.spec().args()))
                .put("attempt", task.attempt())
                .put("retries", task.spec().retry().retries())
                .put("createdAt", Times.write(task.createdAt()))
                .put("notBefore", Times.write(task.notBefore()))
                .put("expiresAt", Times.write(task.spec().expiresAt()))
                .put("startedAt", Times.write(task.startedAt()))
                .put("finishedAt", Times.write(ending == null ? null : ending.at()))
                .put("progress", progress(task.report().progress()))
                .put("attempts", task.attempts().stream().map(TaskJson::attempt).toList())
                .put("result", tree(ending == null ? null : ending.result()))
                .put("error", error(ending == null ? null : ending.failure()))
                .put("blocked", blocked(task.blockedBy()))
                .put("deduplicated", deduplicated)
                .put(
                        "parent",
                        task.spec().parent() == null
                                ? null
                                : task.spec().parent().toString())
                .put(
                        "schedule",
                        task.spec().scheduledBy() == null
                                ? null
                                : task.spec().scheduledBy().schedule())
                .put("tags", task.spec().tags().stream().map(JrsString::new).toList())
                .put(
                        "links",
                        Json.object()
                                .put("self", self)
                                .put("result", self + "/result")
                                .put("logs", self + "/logs")
                                .toTree());
        // What the contract does not name is there only when there is something to say.
        return task.report().children() == 0 ? json : json.put("children", children(task));
    }

    private static List<JrsString> children(TaskRecord task) {
        return IntStream.range(0, Math.min(task.report().children(), MOST_CHILDREN))
                .mapToObj(i -> new JrsString(task.id().child(i).toString()))
                .toList();
    }

    private static JrsValue progress(@Nullable Progress progress) {
        return progress == null
                ? JrsNull.instance()
                : Json.object()
                        .put("done", progress.done())
                        .put("total", progress.total())
                        .put("percent", progress.percent())
                        .put("note", progress.note())
                        .put("at", Times.write(progress.at()))
                        .toTree();
    }

    private static JrsValue blocked(@Nullable Pause pause) {
        return pause == null
                ? JrsNull.instance()
                : Json.object()
                        .put("reason", "paused")
                        .put(pause.kind().name().toLowerCase(Locale.ROOT), pause.name())
                        .toTree();
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

    /** Why a task ended; null as JSON has it when there is nothing to say. */
    static JrsValue error(@Nullable TaskFailure failure) {
        return error(failure, false);
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

    /** The value that a stored text is; null as JSON has it when there is none. */
    static JrsValue tree(@Nullable String json) {
        try {
            return json == null ? JrsNull.instance() : Json.parse(json);
        } catch (UnreadableJsonException e) {
            throw new IllegalStateException("A stored text is no JSON: " + e.getMessage(), e);
        }
    }
}
