package dev.offstage.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
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
        return accepted(id, spec, id.createdAt(), false);
    }

    /** The same for an id whose time the sweep has not reached, be it in the future. */
    public static TaskRecord acceptAhead(TaskId id, TaskSpec spec, Instant now) {
        return accepted(id, spec, now, false);
    }

    /** The same for an id that was made of another one: the sweep may have passed its time, so it is told to look. */
    public static TaskRecord acceptDerived(TaskId id, TaskSpec spec, Instant now) {
        return accepted(id, spec, now, true);
    }

    private static TaskRecord accepted(TaskId id, TaskSpec spec, Instant now, boolean watched) {
        Instant notBefore = spec.notBefore();
        boolean far = isFar(notBefore, now);
        return new TaskRecord(
                id,
                spec,
                now,
                far ? TaskState.SCHEDULED : TaskState.QUEUED,
                1,
                0,
                spec.retry().retries() + 1,
                null,
                notBefore,
                null,
                null,
                List.of(),
                null,
                Report.NONE,
                null,
                null,
                null,
                watched && !far ? firstRecheck(later(notBefore, now)) : null);
    }

    private static boolean isFar(@Nullable Instant due, Instant now) {
        return due != null && due.isAfter(now.plus(LONGEST_MESSAGE_DELAY));
    }

    private static Instant later(@Nullable Instant due, Instant now) {
        return due != null && due.isAfter(now) ? due : now;
    }

    /** Whether a delivery at {@code now} may run the task. A store's claim is granted exactly when this is {@code Free}. */
    public static ClaimVerdict judge(TaskRecord task, Instant now, Pauses pauses) {
        return switch (task.state()) {
            case RUNNING -> judgeRunning(task, now, pauses);
            case QUEUED -> judgeQueued(task, now, pauses);
            case SCHEDULED, BLOCKED, SUCCEEDED, FAILED, CANCELLED, EXPIRED -> new ClaimVerdict.NothingToDo();
        };
    }

    private static ClaimVerdict judgeRunning(TaskRecord task, Instant now, Pauses pauses) {
        Lease lease = task.lease();
        if (lease != null && lease.until().isAfter(now)) {
            return new ClaimVerdict.Leased(lease.until());
        }
        return task.cancelAskedAt() != null ? new ClaimVerdict.CancelAsked() : judgeFree(task, pauses);
    }

    private static ClaimVerdict judgeQueued(TaskRecord task, Instant now, Pauses pauses) {
        Instant notBefore = task.notBefore();
        if (notBefore != null && notBefore.isAfter(now)) {
            return new ClaimVerdict.NotDue(notBefore);
        }
        return task.isPastDeadline(now) ? new ClaimVerdict.PastDeadline() : judgeFree(task, pauses);
    }

    private static ClaimVerdict judgeFree(TaskRecord task, Pauses pauses) {
        if (task.attempt() >= task.attemptsAllowed()) {
            return new ClaimVerdict.UsedUp();
        }
        return pauses.holding(task.spec())
                .<ClaimVerdict>map(ClaimVerdict.Paused::new)
                .orElseGet(ClaimVerdict.Free::new);
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

    /**
     * What becomes of a running task whose handler answered {@code outcome}. A success beats a cancel that was asked for, a cancel
     * beats every repetition.
     */
    public static Settlement settle(TaskRecord task, Outcome outcome, Instant now, RandomGenerator random) {
        return new Settling(task, now, random).of(outcome);
    }

    /** A claimed task that stands for a firing which is not to run: it ends without a run, and no attempt is spent. */
    public static TaskRecord skip(TaskRecord claimed, TaskFailure why, Instant now) {
        return Endings.skipped(claimed, why, now);
    }

    /**
     * A claimed task that is not to run before {@code pause} is over: no attempt is spent. One that was asked to stop ends.
     *
     * @param decided whether it is known that it did not begin; else it keeps the time of its first claim
     */
    public static Settlement putOff(TaskRecord claimed, Duration pause, boolean decided, Instant now) {
        if (claimed.cancelAskedAt() != null) {
            return new Settlement(Endings.skipped(claimed, null, now), null);
        }
        Instant due = now.plus(pause);
        boolean far = isFar(due, now);
        TaskChange change = TaskChange.withoutRun(claimed, far ? TaskState.SCHEDULED : TaskState.QUEUED)
                .notBefore(due)
                .recheck(far ? null : firstRecheck(due));
        return new Settlement((decided ? change.notStarted() : change).make(), far ? null : pause);
    }

    /** A task that waits for its time, as if that had come; to be sent anew. Null when it waits for none. */
    public static @Nullable TaskRecord hasten(TaskRecord task, Instant now) {
        boolean waits = switch (task.state()) {
            case QUEUED, SCHEDULED -> !task.isDue(now);
            case RUNNING, BLOCKED, SUCCEEDED, FAILED, CANCELLED, EXPIRED -> false;
        };
        return waits
                ? new TaskChange(task, TaskState.QUEUED)
                        .notBefore(now)
                        .recheck(firstRecheck(now))
                        .make()
                : null;
    }

    /** A queued task whose start-by deadline passed. */
    public static TaskRecord expire(TaskRecord task, Instant now) {
        String late = task.attempts().isEmpty() ? "The task had not started by " : "No further run had started by ";
        TaskFailure why = TaskFailure.of("expired", late + task.spec().expiresAt() + ".");
        return Endings.expired(task, why, now);
    }

    /** A task whose workers died until no attempt was left. */
    public static TaskRecord giveUp(TaskRecord task, Instant now) {
        List<Attempt> crashes = Runs.crashed(task);
        long died = crashes.size()
                + task.attempts().stream().filter(Attempt::isCrash).count();
        return Endings.failed(task, TaskFailure.of("crashed", "worker died " + died + " times"), crashes, now);
    }

    /** A task whose worker died after it was asked to stop. */
    public static TaskRecord stop(TaskRecord task, Instant now) {
        return Endings.cancelled(task, Runs.crashed(task), now);
    }

    /** A task that is not to run: cancelled at once, or asked to stop when it runs. Null when it ended already. */
    public static @Nullable TaskRecord cancel(TaskRecord task, Instant now) {
        return switch (task.stateAt(now)) {
            case SCHEDULED, BLOCKED, QUEUED -> Endings.cancelled(task, Runs.crashed(task), now);
            case RUNNING ->
                task.cancelAskedAt() != null
                        ? task
                        : TaskChange.within(task).cancelAskedAt(now).make();
            case SUCCEEDED, FAILED, CANCELLED, EXPIRED -> null;
        };
    }

    /**
     * A task that did not succeed, queued again with a fresh budget of attempts. Null when it succeeded or did not end yet.
     *
     * @param args other arguments, as JSON text; null for the same
     */
    public static @Nullable TaskRecord retryByHand(TaskRecord task, @Nullable String args, Instant now) {
        return switch (task.stateAt(now)) {
            case SCHEDULED, BLOCKED, QUEUED, RUNNING, SUCCEEDED -> null;
            case FAILED, CANCELLED, EXPIRED -> {
                TaskDraft again = task.spec()
                        .draft()
                        .expiresAt(null)
                        .scheduledBy(
                                task.spec().scheduledBy() == null
                                        ? null
                                        : task.spec().scheduledBy().onRequest());
                yield new TaskChange(task, TaskState.QUEUED)
                        .spec((args == null ? again : again.args(args)).make())
                        .freshBudget(task.spec().retry().retries() + 1)
                        .notBefore(now)
                        .recheck(firstRecheck(now))
                        .make();
            }
        };
    }

    /**
     * A task that did not start yet, with the arguments and the deadline of a later call and another time. Null when it started or
     * ended. One that a pause blocks stays blocked.
     */
    public static @Nullable TaskRecord postpone(TaskRecord task, TaskSpec call, Instant notBefore, Instant now) {
        boolean waits = switch (task.state()) {
            case QUEUED, SCHEDULED, BLOCKED -> true;
            case RUNNING, SUCCEEDED, FAILED, CANCELLED, EXPIRED -> false;
        };
        if (!waits || task.startedAt() != null || task.isPastDeadline(now)) {
            return null;
        }
        TaskState state = task.state() == TaskState.BLOCKED
                ? TaskState.BLOCKED
                : isFar(notBefore, now) ? TaskState.SCHEDULED : TaskState.QUEUED;
        TaskSpec latest = task.spec()
                .draft()
                .args(call.args())
                .expiresAt(call.expiresAt())
                .notBefore(notBefore)
                .make();
        return new TaskChange(task, state)
                .spec(latest)
                .notBefore(notBefore)
                .blockedBy(task.blockedBy())
                .recheck(state == TaskState.QUEUED ? firstRecheck(later(notBefore, now)) : null)
                .make();
    }

    /** A task whose turn came while its queue or type was paused; spends no attempt. */
    public static TaskRecord block(TaskRecord task, Pause pause) {
        return new TaskChange(task, TaskState.BLOCKED).blockedBy(pause).make();
    }

    /** A blocked task whose pause is over: about to be sent, and watched from then on. */
    public static TaskRecord unblock(TaskRecord task, Instant now) {
        return new TaskChange(task, TaskState.QUEUED).recheck(firstRecheck(now)).make();
    }

    /** What stays of a deleted task while a key names it, so that nobody takes it for one that is about to be made. */
    public static TaskRecord erase(TaskRecord task, Instant now) {
        return Endings.erased(task, now);
    }

    /** A failed task whose follow-up was enqueued. */
    public static TaskRecord followedUp(TaskRecord task) {
        Ending ending = task.ending();
        if (ending == null) {
            throw new IllegalArgumentException("The task " + task.id() + " did not end.");
        }
        return Endings.followedUp(task, ending);
    }

    /** A scheduled task whose time is near: about to be sent, and watched from then on. */
    public static TaskRecord release(TaskRecord task) {
        return new TaskChange(task, TaskState.QUEUED)
                .recheck(firstRecheck(task.dueSince()))
                .make();
    }

    /**
     * The same task, to be looked at again by the sweep; each wait doubles the one before.
     *
     * @param repaired whether this look takes its message for lost
     */
    public static TaskRecord watch(TaskRecord task, boolean repaired, Instant now) {
        int count = task.recheck() == null ? 0 : task.recheck().count() + 1;
        int repairs = task.recheck() == null ? 0 : task.recheck().repairs();
        return TaskChange.within(task)
                .recheck(new Recheck(now.plus(recheckWait(count)), count, repaired ? repairs + 1 : repairs))
                .make();
    }

    /** The moment of the sweep's last look, the one that set {@code recheck}. */
    public static Instant lookedAt(Recheck recheck) {
        return recheck.at().minus(recheckWait(recheck.count()));
    }

    private static Duration recheckWait(int count) {
        Duration wait = RECHECK_WAIT.multipliedBy(1L << Math.min(count, 8));
        return wait.compareTo(LONGEST_RECHECK_WAIT) > 0 ? LONGEST_RECHECK_WAIT : wait;
    }

    static Recheck firstRecheck(Instant due) {
        return new Recheck(due.plus(RECHECK_WAIT), 0, 0);
    }
}
