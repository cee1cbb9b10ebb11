package dev.offstage.api;

import dev.offstage.access.Caller;
import java.time.InstantSource;

/** Questions about one task. */
final class TaskRoutes {
    private final TaskFinder tasks;
    private final InstantSource clock;

    TaskRoutes(TaskFinder tasks, InstantSource clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    Answer get(Request request, Caller caller) {
        return Answer.of(200, TaskJson.of(tasks.find(request, caller), clock.instant()));
    }
}
