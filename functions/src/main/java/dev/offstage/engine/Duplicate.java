package dev.offstage.engine;

import dev.offstage.task.TaskId;

/** A task that was not made, since {@code first} serves and duplicates of it are to be refused. */
public record Duplicate(TaskId first) implements Submitted {}
