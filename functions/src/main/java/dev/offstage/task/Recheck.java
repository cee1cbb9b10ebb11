package dev.offstage.task;

import java.time.Instant;

/**
 * When the sweep looks at a task again, to send it anew should its message be lost.
 *
 * @param count how often it has looked already; the waits double with it
 * @param repairs in how many of its looks it took the message for lost and sent the task again
 */
public record Recheck(Instant at, int count, int repairs) {}
