package dev.offstage.engine;

import dev.offstage.task.TaskRecord;

/**
 * A task that has its record and its message.
 *
 * @param deduplicated whether it was there before this request
 */
public record Accepted(TaskRecord task, boolean deduplicated) implements Submitted {}
