package dev.offstage.scheduler;

import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Schedule;
import dev.offstage.task.TaskSpec;
import java.util.Optional;

/** Knows whom to tell of a firing that has not succeeded by the time by which it must. */
@FunctionalInterface
public interface OverdueFirings {
    /** Where nobody is told; it is counted all the same. */
    OverdueFirings NONE = (schedule, firing) -> Optional.empty();

    /** The task that tells of it; enqueued once. Empty when nobody is to be told. */
    Optional<TaskSpec> notice(Schedule schedule, Firing firing);
}
