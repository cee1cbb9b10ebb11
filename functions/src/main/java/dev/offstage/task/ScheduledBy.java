package dev.offstage.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The schedule that a task was made by.
 *
 * @param schedule its name
 * @param dueAt the firing that the task stands for; null when somebody asked for a run beside the plan
 * @param generation of the schedule when the firing was placed
 * @param askedFor whether somebody asked for this firing afterwards, so that it is not too late and overlaps nothing
 */
public record ScheduledBy(String schedule, @Nullable Instant dueAt, long generation, boolean askedFor) {
    /** The same after somebody asked for it. */
    public ScheduledBy onRequest() {
        return new ScheduledBy(schedule, dueAt, generation, true);
    }
}
