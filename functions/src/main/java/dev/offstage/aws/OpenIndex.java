package dev.offstage.aws;

import dev.offstage.task.Ending;
import dev.offstage.task.Pause;
import dev.offstage.task.Recheck;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The one sparse index, {@code open}: what waits or hurts, by time. A task that goes from queued over running to succeeded is
 * never in it.
 */
enum OpenIndex {
    /** Stored scheduled tasks, by the time they are due. */
    SCHEDULED,
    /** Tasks the sweep looks at again, by the time of the look. */
    CHECK,
    /** Tasks that a pause blocked, by its name. */
    BLOCKED,
    /** Failed tasks, by the time of their end. */
    FAILED,
    /** Redrives that are not done, by the time they were asked for: all in one shard, since they are few. */
    REDRIVE,
    /** Schedules that will fire, by the time of the first firing that is not placed: all in one shard, each is read by every tick. */
    FIRING,
    /** Lines of firings of which somebody waits for the success, by the time by which they must have it: all in one shard. */
    OVERDUE;

    static final String NAME = "open";

    /** The greatest number of thirteen digits. */
    private static final long LATEST = 9_999_999_999_999L;

    /** Fewer shards than the table has: every tick asks each of them. */
    static final int SHARDS = 4;

    String partition(int shard) {
        return name().toLowerCase(Locale.ROOT) + "#" + shard;
    }

    /** What the sort keys of all that {@code pause} blocked begin with. */
    static String prefix(Pause pause) {
        return pause.text() + "#";
    }

    static String sortKey(Instant time, TaskId task) {
        return digits(time) + "#" + task;
    }

    /** The sort key of what is no task. */
    static String named(Instant time, String name) {
        return digits(time) + "#" + name;
    }

    /** The name in such a sort key. */
    static String name(String sortKey) {
        return sortKey.substring(sortKey.indexOf('#') + 1);
    }

    /** Greater than every sort key of a time up to {@code time}. */
    static String after(Instant time) {
        return digits(time) + "$";
    }

    static TaskId task(String sortKey) {
        return TaskId.parse(sortKey.substring(sortKey.lastIndexOf('#') + 1)).orElseThrow();
    }

    /** The time in a sort key of a kind that goes by time. */
    static Instant time(String sortKey) {
        return Instant.ofEpochMilli(Long.parseLong(sortKey.substring(0, sortKey.indexOf('#'))));
    }

    /** The pause in the sort key of what is blocked; empty when it names none. */
    static Optional<Pause> pause(String sortKey) {
        String withoutId = sortKey.substring(0, sortKey.lastIndexOf('#'));
        return Pause.parse(withoutId.substring(0, withoutId.lastIndexOf('#')));
    }

    /** Smaller than every sort key of a time from {@code time} on, and greater than all before. */
    static String from(Instant time) {
        return digits(time);
    }

    /** From 2286 on a time has a digit more and would come before those of today: all of those stand at the end. */
    private static String digits(Instant time) {
        return String.format(Locale.ROOT, "%013d", Math.min(time.toEpochMilli(), LATEST));
    }

    /** Gives {@code item} its entry, when it is to have one. */
    static void put(Item item, TaskRecord task) {
        Ending ending = task.ending();
        Recheck recheck = task.recheck();
        Instant notBefore = task.notBefore();
        Pause pause = task.blockedBy();
        if (task.state() == TaskState.BLOCKED && pause != null) {
            item.put("gpk", BLOCKED.partition(task.id().shard() % SHARDS))
                    .put("gsk", prefix(pause) + sortKey(task.createdAt(), task.id()));
        } else if (task.state() == TaskState.SCHEDULED && notBefore != null) {
            SCHEDULED.put(item, task.id(), notBefore);
        } else if (task.state() == TaskState.FAILED && !task.isErased() && ending != null && !ending.followUpDue()) {
            FAILED.put(item, task.id(), ending.at());
        } else if (recheck != null) {
            CHECK.put(item, task.id(), recheck.at());
        }
    }

    private void put(Item item, TaskId task, Instant time) {
        item.put("gpk", partition(task.shard() % SHARDS)).put("gsk", sortKey(time, task));
    }
}
