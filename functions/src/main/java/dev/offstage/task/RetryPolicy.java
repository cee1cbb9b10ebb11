package dev.offstage.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often a failed attempt is repeated, and after what waits.
 *
 * @param retries attempts after the first
 * @param retryFor no retry begins later than this after the first attempt did; null for no such limit
 */
public record RetryPolicy(int retries, @Nullable Duration retryFor, Backoff backoff) {
    public static final int MOST_RETRIES = 1000;

    public static final RetryPolicy DEFAULT = new RetryPolicy(3, null, Backoff.DEFAULT);

    public RetryPolicy {
        if (retries < 0 || retries > MOST_RETRIES) {
            throw new IllegalArgumentException("retries is " + retries + "; it must lie between 0 and 1000.");
        }
    }

    /** That many attempts after the first. */
    public RetryPolicy retrying(int times) {
        return new RetryPolicy(times, null, backoff);
    }

    /** As many attempts as begin within that time. */
    public RetryPolicy retryingFor(Duration total) {
        return new RetryPolicy(MOST_RETRIES, total, backoff);
    }

    public RetryPolicy waiting(Backoff waits) {
        return new RetryPolicy(retries, retryFor, waits);
    }
}
