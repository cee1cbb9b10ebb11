package dev.offstage.engine;

import dev.offstage.task.TaskId;

/**
 * A request that was answered with {@code first} before, of which nothing is kept any more.
 *
 * @param deleted whether that is known to be since somebody deleted it
 */
public record Gone(TaskId first, boolean deleted) implements Submitted {}
