package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsNumber;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.Caller;
import dev.offstage.engine.PauseBoard;
import dev.offstage.engine.TaskType;
import dev.offstage.engine.TaskTypes;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.task.Backoff;
import dev.offstage.task.Pause;
import dev.offstage.task.Retention;
import dev.offstage.task.RetryPolicy;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.Uniqueness;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types that can be submitted: their arguments as JSON Schema, their policies in the words of the options that override them. */
final class TypesRoute {
    private static final String SCOPE = "types";

    private final TaskTypes types;
    private final PauseBoard board;

    TypesRoute(TaskTypes types, PauseBoard board) {
        this.types = types;
        this.board = board;
    }

    Answer list(Request request, Caller caller) {
        ListQuery query = new ListQuery(request);
        List<TaskType<?>> all = types.all();
        int from = query.position(SCOPE, types::find)
                .map(last -> all.indexOf(last) + 1)
                .orElse(0);
        int to = Math.min(from + query.limit(), all.size());
        Set<Pause> paused = board.read().pauses().inForce();
        return Answer.page(
                all.subList(from, to).stream().map(type -> json(type, paused)).toList(),
                to < all.size() ? ListCursor.write(all.get(to - 1).name(), SCOPE) : null);
    }

    private static JsonObject json(TaskType<?> type, Set<Pause> paused) {
        TaskPolicy policy = type.policy();
        RetryPolicy retry = policy.retry();
        return Json.object()
                .put("name", type.name())
                .put("paused", paused.contains(Pause.ofType(type.name())))
                .put("args", type.args().schema())
                .put("queue", policy.queue().wireName())
                .put("retries", retry.retries())
                .put("retryForSeconds", Times.seconds(retry.retryFor()))
                .put("backoff", backoff(retry.backoff()))
                .put("timeLimitSeconds", Times.seconds(policy.timeLimit()))
                .put("keepResultSeconds", keep(policy.keepResult()))
                .put("keepFailureSeconds", keep(policy.keepFailure()))
                .put("unique", unique(policy.unique()));
    }

    private static JrsValue backoff(Backoff backoff) {
        return switch (backoff) {
            case Backoff.Preset preset -> new JrsString(preset.wireName());
            case Backoff.Exponential formula ->
                Json.object()
                        .put("baseSeconds", Times.seconds(formula.base()))
                        .put("factor", formula.factor())
                        .put("maxSeconds", Times.seconds(formula.max()))
                        .put("jitter", formula.jitter() ? "full" : "none")
                        .toTree();
            case Backoff.Listed listed ->
                Json.object()
                        .put(
                                "delaysSeconds",
                                listed.delays().stream()
                                        .map(delay -> new JrsNumber(Times.inSeconds(delay)))
                                        .toList())
                        .toTree();
        };
    }

    private static JrsValue unique(@Nullable Uniqueness unique) {
        return unique == null
                ? JrsNull.instance()
                : Json.object()
                        .put(
                                "fields",
                                unique.fields().stream().map(JrsString::new).toList())
                        .put("mode", unique.mode().wireName())
                        .put("windowSeconds", Times.seconds(unique.window()))
                        .put("maxDelaySeconds", Times.seconds(unique.maxDelay()))
                        .put("onDuplicate", unique.rejects() ? "reject" : "return")
                        .toTree();
    }

    private static Number keep(Retention keep) {
        return keep.time() == null ? -1 : Times.inSeconds(keep.time());
    }
}
