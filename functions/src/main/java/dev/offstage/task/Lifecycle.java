package dev.offstage.task;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Every change of a task's state is decided here: no clock, no store, no log. {@code docs/states.md} shows the same arrows. */
public final class Lifecycle {
    /** A message can wait this long inside SQS; longer waits are stored and released by the tick. */
    public static final Duration LONGEST_MESSAGE_DELAY = Duration.ofMinutes(15);

    /** Beyond its time limit a worker has this long to settle before another may take the task. */
    public static final Duration LEASE_MARGIN = Duration.ofSeconds(10);

    private static final Duration RECHECK_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_RECHECK_WAIT = Duration.ofHours(6);

    private Lifecycle() {}

    /** The first revision of a task: queued, or scheduled when its time is farther off than a message can wait. */
    public static TaskRecord accept(TaskId id, TaskSpec spec) {
        Instant notBefore = spec.notBefore();
        boolean far = notBefore != null && notBefore.isAfter(id.createdAt().plus(LONGEST_MESSAGE_DELAY));
        return new TaskRecord(
                id,
                spec,
                far ? TaskState.SCHEDULED : TaskState.QUEUED,
                1,
                0,
                spec.retries() + 1,
                notBefore,
                null,
                null,
                List.of(),
                null,
                null,
                null);
    }

    /** Whether a delivery at {@code now} may run the task. A store's claim is granted exactly when this is {@code Free}. */
    public static ClaimVerdict judge(TaskRecord task, Instant now) {
        boolean running = task.state() == TaskState.RUNNING;
        if (!running && task.state() != TaskState.QUEUED) {
            return new ClaimVerdict.NothingToDo();
        }
        Lease lease = task.lease();
        if (running && lease != null && lease.until().isAfter(now)) {
            return new ClaimVerdict.Leased(lease.until());
        }
        Instant notBefore = task.notBefore();
        if (!running && notBefore != null && notBefore.isAfter(now)) {
            return new ClaimVerdict.NotDue(notBefore);
        }
        if (!running && task.isPastDeadline(now)) {
            return new ClaimVerdict.PastDeadline();
        }
        return task.attempt() >= task.attemptsAllowed() ? new ClaimVerdict.UsedUp() : new ClaimVerdict.Free();
    }

    /** The task in the hands of {@code holder}; the sweep's entry stays until it settles. */
    public static TaskRecord claim(TaskRecord task, String holder, Instant now) {
        return new TaskChange(task, TaskState.RUNNING)
                .attempt(task.attempt() + 1)
                .startedAt(task.startedAt() == null ? now : task.startedAt())
                .lease(new Lease(holder, now, leaseEnd(task.spec().timeLimit(), now)))
                .recheck(task.recheck())
                .make();
    }

    /** When a lease that begins at {@code now} ends. */
    public static Instant leaseEnd(Duration timeLimit, Instant now) {
        return now.plus(timeLimit).plus(LEASE_MARGIN);
    }

    /** What becomes of a running task whose handler answered {@code outcome}. */
    public static Settlement settle(
            TaskRecord task, Outcome outcome, TaskPolicy policy, Instant now, RandomGenerator random) {
        return switch (outcome) {
            case Outcome.Done done -> acknowledged(succeed(task, done.result(), policy, now));
            case Outcome.Fail fail -> acknowledged(fail(task, Attempt.How.FAILED, fail.reason(), policy, now));
            case Outcome.Snooze snooze -> snooze(task, snooze, now);
            case Outcome.Retry retry -> retry(task, Attempt.How.RETRIED, retry, policy, now, random);
            case Outcome.TimedOut timedOut ->
                retry(task, Attempt.How.TIMED_OUT, new Outcome.Retry(timedOut.reason(), null), policy, now, random);
        };
    }

    /** A queued task whose start-by deadline passed. */
    public static TaskRecord expire(TaskRecord task, TaskPolicy policy, Instant now) {
        TaskFailure why = TaskFailure.of(
                "expired", "The task had not started by " + task.spec().expiresAt() + ".");
        return end(task, TaskState.EXPIRED, ending(null, why, policy.keepFailure(), now), List.of());
    }

    /** A task whose workers died until no attempt was left. */
    public static TaskRecord giveUp(TaskRecord task, TaskPolicy policy, Instant now) {
        List<Attempt> crashes = crashes(task, task.attempt() + 1);
        long died = crashes.size()
                + task.attempts().stream().filter(Attempt::isCrash).count();
        TaskFailure why = TaskFailure.of("crashed", "worker died " + died + " times");
        return end(task, TaskState.FAILED, ending(null, why, policy.keepFailure(), now), crashes);
    }

    /** A scheduled task whose time is near: about to be sent, and watched from then on. */
    public static TaskRecord release(TaskRecord task) {
        return new TaskChange(task, TaskState.QUEUED)
                .recheck(firstRecheck(task.dueSince()))
                .make();
    }

    /** The same task, to be looked at again by the sweep; each wait doubles the one before. */
    public static TaskRecord watch(TaskRecord task, Instant now) {
        int count = task.recheck() == null ? 0 : task.recheck().count() + 1;
        Duration wait = RECHECK_WAIT.multipliedBy(1L << Math.min(count, 8));
        Instant at = now.plus(wait.compareTo(LONGEST_RECHECK_WAIT) > 0 ? LONGEST_RECHECK_WAIT : wait);
        return new TaskChange(task, task.state())
                .lease(task.lease())
                .recheck(new Recheck(at, count))
                .make();
    }

    private static TaskRecord succeed(TaskRecord task, String result, TaskPolicy policy, Instant now) {
        Ending ending = ending(result, null, policy.keepResult(), now);
        return end(task, TaskState.SUCCEEDED, ending, runs(task, Attempt.How.SUCCEEDED, null, now));
    }

    private static TaskRecord fail(
            TaskRecord task, Attempt.How how, TaskFailure reason, TaskPolicy policy, Instant now) {
        Ending ending = ending(null, reason, policy.keepFailure(), now);
        return end(task, TaskState.FAILED, ending, runs(task, how, reason, now));
    }

    private static Settlement snooze(TaskRecord task, Outcome.Snooze snooze, Instant now) {
        TaskChange change = requeued(task, snooze.pause(), now)
                .attempt(task.attempt() - 1)
                .memo(snooze.memo())
                .ended(runs(task, Attempt.How.SNOOZED, null, now));
        return settlement(change, snooze.pause());
    }

    private static Settlement retry(
            TaskRecord task,
            Attempt.How how,
            Outcome.Retry retry,
            TaskPolicy policy,
            Instant now,
            RandomGenerator random) {
        if (task.attempt() >= task.attemptsAllowed()) {
            Attempt.How last = how == Attempt.How.RETRIED ? Attempt.How.FAILED : how;
            return acknowledged(fail(task, last, retry.reason(), policy, now));
        }
        Duration wait = retry.after() != null ? retry.after() : policy.retry().waitBefore(task.attempt() - 1, random);
        TaskChange change = requeued(task, wait, now).memo(null).ended(runs(task, how, retry.reason(), now));
        return settlement(change, wait);
    }

    private static TaskChange requeued(TaskRecord task, Duration wait, Instant now) {
        boolean far = wait.compareTo(LONGEST_MESSAGE_DELAY) > 0;
        Instant due = now.plus(wait);
        return new TaskChange(task, far ? TaskState.SCHEDULED : TaskState.QUEUED)
                .notBefore(due)
                .recheck(far ? null : firstRecheck(due));
    }

    private static Settlement settlement(TaskChange change, Duration wait) {
        TaskRecord next = change.make();
        return next.state() == TaskState.QUEUED ? new Settlement(next, wait) : acknowledged(next);
    }

    private static Settlement acknowledged(TaskRecord next) {
        return new Settlement(next, null);
    }

    private static TaskRecord end(TaskRecord task, TaskState state, Ending ending, List<Attempt> runs) {
        return new TaskChange(task, state).ending(ending).ended(runs).memo(null).make();
    }

    private static Ending ending(
            @Nullable String result, @Nullable TaskFailure failure, @Nullable Duration keep, Instant now) {
        return new Ending(now, result, failure, keep == null ? null : roundedUp(now.plus(keep)));
    }

    /** The store's clock for deletion counts seconds. */
    private static Instant roundedUp(Instant time) {
        return time.plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Recheck firstRecheck(Instant due) {
        return new Recheck(due.plus(RECHECK_WAIT), 0);
    }

    /** The run that just ended, after those before it that left no word. */
    private static List<Attempt> runs(TaskRecord task, Attempt.How how, @Nullable TaskFailure error, Instant now) {
        Instant start = task.lease() == null ? now : task.lease().since();
        long waitMs = Math.max(0, Duration.between(task.dueSince(), start).toMillis());
        long runMs = Math.max(0, Duration.between(start, now).toMillis());
        List<Attempt> runs = new ArrayList<>(crashes(task, task.attempt()));
        runs.add(new Attempt(task.attempt(), start, now, how, waitMs, runMs, error));
        return runs;
    }

    /** The attempts below {@code next} that began and are not accounted for. */
    private static List<Attempt> crashes(TaskRecord task, int next) {
        int accounted = 0;
        if (!task.attempts().isEmpty()) {
            Attempt last = task.attempts().getLast();
            accounted = last.outcome() == Attempt.How.SNOOZED ? last.number() - 1 : last.number();
        }
        return IntStream.range(accounted + 1, next).mapToObj(Attempt::crashed).toList();
    }
}
