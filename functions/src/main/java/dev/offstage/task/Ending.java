package dev.offstage.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended.
 *
 * @param result JSON text; null unless it succeeded
 * @param failure null if it succeeded
 * @param purgeAt when the record is gone; null for never
 */
public record Ending(
        Instant at,
        @Nullable String result,
        @Nullable TaskFailure failure,
        @Nullable Instant purgeAt) {}
