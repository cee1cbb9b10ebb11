package dev.offstage.task;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for; never changes once the task is accepted.
 *
 * @param args JSON text
 * @param retries attempts after the first
 * @param notBefore the earliest start; null for at once
 * @param expiresAt a task that has not started by then never does; null for no such deadline
 */
public record TaskSpec(
        String type,
        QueueName queue,
        String args,
        int retries,
        Duration timeLimit,
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt) {

    /** A task of {@code type} to run at once under its type's policy. */
    public static TaskSpec now(String type, TaskPolicy policy, String args) {
        return new TaskSpec(type, policy.queue(), args, policy.retry().retries(), policy.timeLimit(), null, null);
    }
}
