package dev.offstage.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How tasks of a type are run and kept, unless a call says otherwise.
 *
 * @param timeLimit what one attempt may take
 * @param keepResult how long a record stays after success
 * @param keepFailure the same after any other end
 * @param unique null when every call makes a task of its own
 */
public record TaskPolicy(
        QueueName queue,
        RetryPolicy retry,
        Duration timeLimit,
        Retention keepResult,
        Retention keepFailure,
        FailureRules failures,
        @Nullable Uniqueness unique) {

    // Records leave out what is as here: a change would change tasks that are stored.
    public static final TaskPolicy DEFAULT = new TaskPolicy(
            QueueName.DEFAULT,
            RetryPolicy.DEFAULT,
            Duration.ofSeconds(60),
            Retention.of(Duration.ofHours(24)),
            Retention.of(Duration.ofDays(14)),
            FailureRules.RETRY_ALL,
            null);

    public TaskPolicy onQueue(QueueName name) {
        return new TaskPolicy(name, retry, timeLimit, keepResult, keepFailure, failures, unique);
    }

    public TaskPolicy withRetry(RetryPolicy policy) {
        return new TaskPolicy(queue, policy, timeLimit, keepResult, keepFailure, failures, unique);
    }

    public TaskPolicy withTimeLimit(Duration limit) {
        return new TaskPolicy(queue, retry, limit, keepResult, keepFailure, failures, unique);
    }

    public TaskPolicy keepingResults(Retention keep) {
        return new TaskPolicy(queue, retry, timeLimit, keep, keepFailure, failures, unique);
    }

    public TaskPolicy keepingFailures(Retention keep) {
        return new TaskPolicy(queue, retry, timeLimit, keepResult, keep, failures, unique);
    }

    public TaskPolicy withFailures(FailureRules rules) {
        return new TaskPolicy(queue, retry, timeLimit, keepResult, keepFailure, rules, unique);
    }

    public TaskPolicy uniqueBy(@Nullable Uniqueness key) {
        return new TaskPolicy(queue, retry, timeLimit, keepResult, keepFailure, failures, key);
    }
}
