package dev.offstage.engine;

import dev.offstage.task.Lifecycle;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** First revisions, and how each is stored once. */
final class NewTasks {
    private final TaskStore store;
    private final InstantSource clock;
    private final RandomGenerator random;

    NewTasks(TaskStore store, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    TaskRecord drawn(TaskSpec spec) {
        return Lifecycle.accept(TaskId.next(clock.instant(), random), spec);
    }

    /** A task under an id that was drawn or made of another one, perhaps long ago. */
    TaskRecord under(TaskId id, TaskSpec spec) {
        return isYoung(id) ? Lifecycle.accept(id, spec) : Lifecycle.acceptDerived(id, spec, clock.instant());
    }

    /** The same under an id that may be of a time in the future. */
    TaskRecord ahead(TaskId id, TaskSpec spec) {
        return isYoung(id)
                ? Lifecycle.acceptAhead(id, spec, clock.instant())
                : Lifecycle.acceptDerived(id, spec, clock.instant());
    }

    boolean isYoung(TaskId id) {
        return id.createdAt().plus(TaskRecord.PROMPT).isAfter(clock.instant());
    }

    /** Stores the task unless its id is taken: then it was made by a first try whose answer was lost, or by somebody else for the same. */
    TaskRecord createOrFind(TaskRecord task) {
        if (store.create(task)) {
            return task;
        }
        return store.find(task.id())
                .orElseThrow(() -> new UnavailableException("The task " + task.id() + " vanished while it was made."));
    }
}
