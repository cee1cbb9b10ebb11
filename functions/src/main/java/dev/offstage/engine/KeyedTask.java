package dev.offstage.engine;

import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * A task of which there is to be one at a time.
 *
 * @param keepKey how long the key outlives this request; longer than any task that bears it
 * @param stillServes whether the task that has the key makes a new one needless
 */
public record KeyedTask(String key, TaskSpec spec, Duration keepKey, Predicate<TaskRecord> stillServes) {}
