package dev.offstage.engine;

import dev.offstage.task.Lifecycle;
import dev.offstage.task.QueueName;
import dev.offstage.task.Recheck;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells what was lost from what merely waits, by what one sweep knows; a queue is asked at most once, and only if it matters. */
final class LossCheck {
    /** A lease that ended this long ago should have brought its message back. */
    private static final Duration LEASE_GRACE = Duration.ofMinutes(2);

    private final Map<QueueName, TaskId> newestClaimed;
    private final TaskQueue queue;
    private final Map<QueueName, Boolean> empty = new ConcurrentHashMap<>();

    /** @param newestClaimed of each queue the newest task that is known to have been claimed */
    LossCheck(Map<QueueName, TaskId> newestClaimed, TaskQueue queue) {
        this.newestClaimed = newestClaimed;
        this.queue = queue;
    }

    /** Whether the task's message should have come by now. */
    boolean isLost(TaskRecord task, Instant now) {
        return isOverdue(task, now)
                && (wasOvertaken(task) || isEmpty(task.spec().queue()));
    }

    /**
     * Whether a lost task was sent again by an earlier look and should have come by now all the same. Behind a backlog it still
     * waits its turn: so a task accepted after that look must have been claimed, or the queue be empty.
     */
    boolean isUnaccounted(TaskRecord lost) {
        Recheck last = lost.recheck();
        if (last == null || last.repairs() == 0) {
            return false;
        }
        TaskId newest = newestClaimed.get(lost.spec().queue());
        boolean overtaken = newest != null && newest.createdAt().isAfter(Lifecycle.lookedAt(last));
        return overtaken || isEmpty(lost.spec().queue());
    }

    /** Whether a task should be in other hands by now, be its message lost or only late. */
    static boolean isOverdue(TaskRecord task, Instant now) {
        return switch (task.state()) {
            case RUNNING ->
                task.lease() != null && task.lease().until().plus(LEASE_GRACE).isBefore(now);
            case QUEUED -> task.notBefore() == null || !task.notBefore().isAfter(now);
            case SCHEDULED, BLOCKED, SUCCEEDED, FAILED, CANCELLED, EXPIRED -> false;
        };
    }

    /** Whether tasks accepted later in the same queue were claimed already. */
    private boolean wasOvertaken(TaskRecord task) {
        TaskId newest = newestClaimed.get(task.spec().queue());
        return newest != null && newest.compareTo(task.id()) > 0;
    }

    private boolean isEmpty(QueueName name) {
        return empty.computeIfAbsent(name, queue::isEmpty);
    }
}
