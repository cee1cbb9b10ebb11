package dev.offstage.task;

import java.time.Instant;

/**
 * When the sweep looks at a task again, to send it anew should its message be lost.
 *
 * @param count how often it has looked already; the waits double with it
 */
public record Recheck(Instant at, int count) {}
