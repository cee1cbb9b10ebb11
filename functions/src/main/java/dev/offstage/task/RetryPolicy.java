package dev.offstage.task;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a failed attempt is repeated, and after what wait: random(0 … min(max, base · 2ⁿ)) before retry n = 0, 1, …, the
 * "full jitter" of the AWS Architecture Blog ("Exponential Backoff And Jitter", 2015), which is Celery's default as well.
 *
 * @param retries attempts after the first
 */
public record RetryPolicy(int retries, Duration base, Duration max) {
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(600));

    public RetryPolicy {
        if (retries < 0 || retries > 1000) {
            throw new IllegalArgumentException("retries is " + retries + "; it must lie between 0 and 1000.");
        }
    }

    /** The wait before retry {@code n}, from 0 on; never negative, at most {@code max}. */
    public Duration waitBefore(int n, RandomGenerator random) {
        // Thirty doublings pass every max; more would overflow.
        long ceiling = Math.min(max.toMillis(), base.toMillis() << Math.min(n, 30));
        return Duration.ofMillis(random.nextLong(ceiling + 1));
    }
}
