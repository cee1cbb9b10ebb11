package dev.offstage.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a task and of its message.
 *
 * @param returnAfter the message comes back after this; null acknowledges it
 */
public record Settlement(TaskRecord record, @Nullable Duration returnAfter) {}
