package dev.offstage.engine;

import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A task of which there is to be one at a time.
 *
 * @param id stands for it however often the same request is repeated, and is its id if it is made promptly; null for none
 * @param keepKey how long the key outlives this request; longer than any task that bears it
 * @param rejects whether a duplicate is refused; then it leaves the first as it is
 */
public record KeyedTask(
        String key, @Nullable TaskId id, TaskSpec spec, Duration keepKey, Joining joining, boolean rejects) {

    /** What a call does to the task that has its key already. */
    @FunctionalInterface
    public interface Joining {
        /** {@code there}, when it makes a new task needless; its next revision, when the call changes it; null, when it serves no longer. */
        @Nullable
        TaskRecord join(TaskRecord there);
    }

    /** @param stillServes whether the task that has the key makes a new one needless */
    public KeyedTask(String key, TaskSpec spec, Duration keepKey, Predicate<TaskRecord> stillServes) {
        this(key, null, spec, keepKey, stillServes);
    }

    /** @param stillServes whether the task that has the key makes a new one needless */
    public KeyedTask(
            String key, @Nullable TaskId id, TaskSpec spec, Duration keepKey, Predicate<TaskRecord> stillServes) {
        this(key, id, spec, keepKey, there -> stillServes.test(there) ? there : null, false);
    }
}
