package dev.offstage.aws;

import dev.offstage.task.Ending;
import dev.offstage.task.Recheck;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.Locale;

/**
 * The one sparse index, {@code open}: what waits or hurts, by time. A task that goes from queued over running to succeeded is
 * never in it.
 */
enum OpenIndex {
    /** Stored scheduled tasks, by the time they are due. */
    SCHEDULED,
    /** Tasks the sweep looks at again, by the time of the look. */
    CHECK,
    /** Failed tasks, by the time of their end. */
    FAILED;

    static final String NAME = "open";

    /** Fewer shards than the table has: every tick asks each of them. */
    static final int SHARDS = 4;

    String partition(int shard) {
        return name().toLowerCase(Locale.ROOT) + "#" + shard;
    }

    /** Greater than every sort key of a time up to {@code time}. */
    static String after(Instant time) {
        return "%013d$".formatted(time.toEpochMilli());
    }

    static TaskId task(String sortKey) {
        return TaskId.parse(sortKey.substring(sortKey.indexOf('#') + 1)).orElseThrow();
    }

    /** Gives {@code item} its entry, when it is to have one. */
    static void put(Item item, TaskRecord task) {
        Ending ending = task.ending();
        Recheck recheck = task.recheck();
        Instant notBefore = task.notBefore();
        if (task.state() == TaskState.SCHEDULED && notBefore != null) {
            SCHEDULED.put(item, task.id(), notBefore);
        } else if (task.state() == TaskState.FAILED && ending != null) {
            FAILED.put(item, task.id(), ending.at());
        } else if (recheck != null) {
            CHECK.put(item, task.id(), recheck.at());
        }
    }

    private void put(Item item, TaskId task, Instant time) {
        item.put("gpk", partition(task.shard() % SHARDS)).put("gsk", "%013d#%s".formatted(time.toEpochMilli(), task));
    }
}
