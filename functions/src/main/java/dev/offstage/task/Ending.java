package dev.offstage.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended.
 *
 * @param result JSON text; null unless it succeeded
 * @param failure null unless it failed, expired, or stood for a firing that was skipped or missed
 * @param purgeAt when the record is gone; null for never
 * @param followUpDue whether the task to enqueue on failure still is to be enqueued
 */
public record Ending(
        Instant at,
        @Nullable String result,
        @Nullable TaskFailure failure,
        @Nullable Instant purgeAt,
        boolean followUpDue) {}
