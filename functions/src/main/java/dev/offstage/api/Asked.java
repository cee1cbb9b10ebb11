package dev.offstage.api;

import dev.offstage.task.TaskSpec;
import dev.offstage.task.Uniqueness;
import org.jspecify.annotations.Nullable;

/**
 * A task that was asked for and may be accepted.
 *
 * @param unique null when the call makes a task in any case
 */
record Asked(TaskSpec spec, @Nullable Uniqueness unique) {}
