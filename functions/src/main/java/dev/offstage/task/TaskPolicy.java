package dev.offstage.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How tasks of a type are run and kept.
 *
 * @param timeLimit what one attempt may take
 * @param keepResult how long a record stays after success; zero drops it at once, null keeps it for ever
 * @param keepFailure the same after any other end
 */
public record TaskPolicy(
        QueueName queue,
        RetryPolicy retry,
        Duration timeLimit,
        @Nullable Duration keepResult,
        @Nullable Duration keepFailure) {

    public static final TaskPolicy DEFAULT = new TaskPolicy(
            QueueName.DEFAULT, RetryPolicy.DEFAULT, Duration.ofSeconds(60), Duration.ofHours(24), Duration.ofDays(14));

    public TaskPolicy withTimeLimit(Duration limit) {
        return new TaskPolicy(queue, retry, limit, keepResult, keepFailure);
    }

    public TaskPolicy keepingResults(Duration keep) {
        return new TaskPolicy(queue, retry, timeLimit, keep, keepFailure);
    }
}
