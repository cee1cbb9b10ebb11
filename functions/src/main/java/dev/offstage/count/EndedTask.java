package dev.offstage.count;

import dev.offstage.task.TaskId;
import dev.offstage.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * A task that ended, as far as it is counted.
 *
 * @param code why it failed; null unless it did
 * @param runMs milliseconds of its last attempt; null when it never ran or nobody knows how long
 */
public record EndedTask(
        TaskId id,
        String type,
        TaskState state,
        @Nullable String code,
        @Nullable Long runMs) {}
