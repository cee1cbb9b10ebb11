package dev.offstage.jobs.mail;

import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import org.jspecify.annotations.Nullable;

/**
 * A user who is registered.
 *
 * @param welcome the id of the welcome mail's task
 * @param task that task; null when it is no longer kept
 * @param repeated whether its mail was accepted before this request
 */
public record Registered(TaskId welcome, @Nullable TaskRecord task, boolean repeated) {}
