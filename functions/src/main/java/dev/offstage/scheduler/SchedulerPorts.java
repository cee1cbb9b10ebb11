package dev.offstage.scheduler;

import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.TaskStore;

/**
 * What schedules stand on.
 *
 * @param tasks asked whether the tasks of firings have ended
 * @param enqueuer takes the tasks of firings
 */
public record SchedulerPorts(
        ScheduleStore schedules, FiringLedger firings, Overlaps overlaps, TaskStore tasks, Enqueuer enqueuer) {}
