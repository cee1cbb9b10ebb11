package dev.offstage.task;

import java.time.Instant;

/**
 * The right of one delivery to run the task. Whoever holds none may settle nothing.
 *
 * @param holder drawn anew for each delivery
 * @param until from then on the holder counts as dead
 */
public record Lease(String holder, Instant since, Instant until) {}
