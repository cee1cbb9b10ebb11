package dev.offstage.engine;

import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.task.TaskId;
import java.util.Optional;

/** The body of a queue's message: {@code {"task":"<id>"}}. All else is in the record. */
public final class TaskMessage {
    private TaskMessage() {}

    public static String write(TaskId task) {
        return Json.object().put("task", task.toString()).toText();
    }

    /** The task that {@code body} names; empty when it is no message of ours. */
    public static Optional<TaskId> read(String body) {
        try {
            return Json.text(Json.parse(body), "task").flatMap(TaskId::parse);
        } catch (UnreadableJsonException e) {
            return Optional.empty();
        }
    }
}
