package dev.offstage.scheduler;

import dev.offstage.task.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one schedule. A task whose record is final or gone holds nothing, whatever stands here.
 *
 * @param active null when none is at work
 * @param waiting null when none waits
 * @param revision counts the writes; 0 before the first
 */
public record Slots(
        String schedule, @Nullable TaskId active, @Nullable TaskId waiting, long revision) {

    /** Those of a schedule that never had any. */
    public static Slots none(String schedule) {
        return new Slots(schedule, null, null, 0);
    }

    /** The next revision. */
    public Slots with(@Nullable TaskId active, @Nullable TaskId waiting) {
        return new Slots(schedule, active, waiting, revision + 1);
    }
}
