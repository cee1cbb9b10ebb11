package dev.offstage.engine;

import dev.offstage.task.Pause;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bounded reads over many tasks that wait or have failed. They may lag behind writes by some seconds. Every implementation passes
 * {@code TaskSurveyContract}.
 */
public interface TaskSurvey {

    /**
     * A part of the tasks that ended failed from {@code from} on and before {@code before}, oldest end first.
     *
     * @param after the {@code next} of the part before; null for the first
     * @param about how many; it may be a few times more or less, but each part ends later than the one before
     */
    FailedPart failed(Instant from, Instant before, @Nullable String after, int about);

    /**
     * A part of the tasks that wait or run, in an order of the store's own. Those that were never set aside for the sweep, since
     * they were accepted in the last minutes, are not among them.
     *
     * @param after the {@code next} of the part before; null for the first
     */
    OpenPart open(@Nullable String after);

    /** The states of those of {@code ids} that have records. */
    Map<TaskId, TaskState> states(List<TaskId> ids);

    /**
     * Some failed tasks.
     *
     * @param next where the next part begins; null after the last
     */
    record FailedPart(List<FailedTask> tasks, @Nullable String next) {}

    /** A task that ended failed. */
    record FailedTask(TaskId id, String type, Instant endedAt) {}

    /**
     * Some open tasks.
     *
     * @param next where the next part begins; null after the last
     */
    record OpenPart(List<OpenTask> tasks, @Nullable String next) {}

    /** A task that waits or runs. */
    sealed interface OpenTask {
        TaskId id();

        /** It waits outside the queues until {@code due}. */
        record Scheduled(TaskId id, Instant due) implements OpenTask {}

        /** It waits for the end of {@code pause}. */
        record Blocked(TaskId id, Pause pause) implements OpenTask {}

        /** It is in a queue, or runs, or ended failed and its follow-up is not enqueued yet. */
        record Watched(TaskId id) implements OpenTask {}
    }
}
