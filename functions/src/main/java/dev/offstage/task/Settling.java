package dev.offstage.task;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What becomes of a running task whose handler has answered. */
final class Settling {
    private static final TaskFailure CANCELLED = TaskFailure.of("cancelled", "The task was cancelled while it ran.");

    private final TaskRecord task;
    private final Instant now;
    private final RandomGenerator random;

    Settling(TaskRecord task, Instant now, RandomGenerator random) {
        this.task = task;
        this.now = now;
        this.random = random;
    }

    Settlement of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done ->
                acknowledged(Endings.succeeded(
                        task, done.result(), Runs.ended(task, Attempt.How.SUCCEEDED, null, now), now));
            case Outcome.Fail fail -> failed(Attempt.How.FAILED, fail.reason());
            case Outcome.Snooze snooze ->
                task.cancelAskedAt() == null ? snoozed(snooze) : cancelled(Attempt.How.FAILED, CANCELLED);
            case Outcome.Retry retry -> retried(Attempt.How.RETRIED, retry);
            case Outcome.TimedOut timedOut ->
                retried(Attempt.How.TIMED_OUT, new Outcome.Retry(timedOut.reason(), null));
        };
    }

    private Settlement failed(Attempt.How how, TaskFailure reason) {
        return acknowledged(Endings.failed(task, reason, Runs.ended(task, how, reason, now), now));
    }

    private Settlement cancelled(Attempt.How how, TaskFailure reason) {
        return acknowledged(Endings.cancelled(task, Runs.ended(task, how, reason, now), now));
    }

    /** A run that gave up after it was asked to stop: it did so for that reason, whatever it says. */
    private static TaskFailure cancelledBecause(TaskFailure said) {
        return said.code().equals(CANCELLED.code())
                ? said
                : new TaskFailure(
                        CANCELLED.code(),
                        said.type(),
                        CANCELLED.message() + " The run said: " + said.code() + ": " + said.message(),
                        said.trace());
    }

    private Settlement snoozed(Outcome.Snooze snooze) {
        TaskChange change = requeued(snooze.pause())
                .attempt(task.attempt() - 1)
                .memo(snooze.memo())
                .ended(Runs.ended(task, Attempt.How.SNOOZED, null, now));
        return settlement(change, snooze.pause());
    }

    private Settlement retried(Attempt.How how, Outcome.Retry retry) {
        Attempt.How last = how == Attempt.How.RETRIED ? Attempt.How.FAILED : how;
        if (task.cancelAskedAt() != null) {
            return cancelled(last, how == Attempt.How.RETRIED ? cancelledBecause(retry.reason()) : retry.reason());
        }
        if (task.attempt() >= task.attemptsAllowed()) {
            return failed(last, retry.reason());
        }
        Duration wait = retry.after() != null ? retry.after() : backoff();
        Instant retryUntil = retryUntil();
        if (retryUntil != null && now.plus(wait).isAfter(retryUntil)) {
            return failed(last, retry.reason());
        }
        TaskChange change =
                requeued(wait).memo(null).retryUntil(retryUntil).ended(Runs.ended(task, how, retry.reason(), now));
        return settlement(change, wait);
    }

    /** A retry by hand begins the waits anew: n counts the attempts of the present budget. */
    private Duration backoff() {
        int before = task.attemptsAllowed() - (task.spec().retry().retries() + 1);
        int n = Math.max(0, task.attempt() - before - 1);
        return task.spec().retry().backoff().waitBefore(n, random);
    }

    private @Nullable Instant retryUntil() {
        Duration total = task.spec().retry().retryFor();
        if (total == null || task.retryUntil() != null) {
            return task.retryUntil();
        }
        Instant start = task.lease() == null ? now : task.lease().since();
        return start.plus(total);
    }

    private TaskChange requeued(Duration wait) {
        boolean far = wait.compareTo(Lifecycle.LONGEST_MESSAGE_DELAY) > 0;
        Instant due = now.plus(wait);
        return new TaskChange(task, far ? TaskState.SCHEDULED : TaskState.QUEUED)
                .notBefore(due)
                .recheck(far ? null : Lifecycle.firstRecheck(due));
    }

    private static Settlement settlement(TaskChange change, Duration wait) {
        TaskRecord next = change.make();
        return next.state() == TaskState.QUEUED ? new Settlement(next, wait) : acknowledged(next);
    }

    private static Settlement acknowledged(TaskRecord next) {
        return new Settlement(next, null);
    }
}
