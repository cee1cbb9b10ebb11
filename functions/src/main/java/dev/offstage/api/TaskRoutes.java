package dev.offstage.api;

import dev.offstage.engine.TaskStore;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.time.InstantSource;

/** Questions about tasks. */
final class TaskRoutes {
    private final TaskStore store;
    private final InstantSource clock;

    TaskRoutes(TaskStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    Answer get(Request request) {
        String text = request.pathParameter("id");
        TaskId id = TaskId.parse(text)
                .orElseThrow(() -> Problem.notFound("'" + Excerpt.of(text)
                        + "' is no task id; ids look like 0190163d-8694-739b-aea5-966c26f8ad91."));
        TaskRecord task = store.find(id)
                .orElseThrow(() -> Problem.notFound("There is no task " + id + "; perhaps it is no longer kept."));
        Instant now = clock.instant();
        if (task.isPurged(now)) {
            throw Problem.gone("The task " + id + " ended and is no longer kept.");
        }
        return Answer.of(200, TaskJson.of(task, now));
    }
}
