package dev.offstage.api;

import dev.offstage.access.Caller;
import dev.offstage.engine.TaskLogs;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.task.LogLine;
import dev.offstage.task.TaskId;
import java.util.List;
import java.util.Optional;

/** What a task's runs logged, oldest first. */
final class LogsRoute {
    private final TaskFinder tasks;
    private final TaskLogs logs;

    LogsRoute(TaskFinder tasks, TaskLogs logs) {
        this.tasks = tasks;
        this.logs = logs;
    }

    /** A page. Of a task that runs and logs more than is kept, lines may leave the middle between one page and the next. */
    Answer get(Request request, Caller caller) {
        TaskId task = tasks.glance(request, caller).id();
        ListQuery query = new ListQuery(request);
        String scope = "logs " + task;
        int from = query.position(scope, LogsRoute::line).orElse(0);
        List<LogLine> lines = logs.read(task);
        int to = Math.min(lines.size(), from + query.limit());
        List<JsonObject> page = lines.subList(Math.min(from, to), to).stream()
                .map(LogsRoute::json)
                .toList();
        return Answer.page(page, to < lines.size() ? ListCursor.write(String.valueOf(to), scope) : null);
    }

    private static Optional<Integer> line(String position) {
        return Optional.of(position)
                .filter(digits -> digits.matches("[0-9]{1,9}"))
                .map(Integer::valueOf);
    }

    private static JsonObject json(LogLine line) {
        return Json.object()
                .put("at", Times.write(line.at()))
                .put("level", line.level().wireName())
                .put("text", line.text());
    }
}
