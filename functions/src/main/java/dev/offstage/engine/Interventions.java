package dev.offstage.engine;

import dev.offstage.task.Lifecycle;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people do to single tasks. A task that a worker moves on at the same moment is read again, so nothing is lost to a race. */
public final class Interventions {
    private final TaskStore store;
    private final TaskQueue queue;
    private final Enqueuer enqueuer;
    private final FollowUps followUps;
    private final InstantSource clock;

    public Interventions(
            TaskStore store, TaskQueue queue, Enqueuer enqueuer, FollowUps followUps, InstantSource clock) {
        this.store = store;
        this.queue = queue;
        this.enqueuer = enqueuer;
        this.followUps = followUps;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Result {
        /** It is done; {@code task} is the record as it is now, or as it was before it was deleted. */
        record Done(TaskRecord task) implements Result {}

        /** It is stored, but its message could not be sent; the sweep sends it within minutes. */
        record Unsent(TaskRecord task) implements Result {}

        /** The state of {@code task} forbids it. */
        record Refused(TaskRecord task) implements Result {}

        /** {@code other} waits or runs under the unique key that {@code task} would have. */
        record Duplicates(TaskRecord task, TaskId other) implements Result {}

        /** {@code task} failed, and what is to follow it cannot be enqueued at the moment. */
        record Unfollowed(TaskRecord task) implements Result {}

        /** There is no such record any more. */
        record Missing() implements Result {}
    }

    /** Ends a task that does not run; asks one that runs to stop, once. Refused when it ended. */
    public Result cancel(TaskRecord seen) {
        EventLog quiet = (event, facts) -> {};
        if (!seen.state().isFinal()) {
            followUps.ending(seen, TaskState.CANCELLED, quiet);
        }
        Result result = change(seen, task -> Lifecycle.cancel(task, clock.instant()));
        if (result instanceof Result.Done done && done.task().state().isFinal()) {
            // Who is not told now is told when the task's message comes.
            followUps.gone(done.task(), quiet);
        }
        return result;
    }

    /**
     * Queues a task that failed, was cancelled or expired again, with a fresh budget of attempts, after what is due to follow its failure
     * is enqueued. Refused in other states.
     *
     * @param args other arguments, as JSON text; null for the same
     */
    public Result retry(TaskRecord asked, @Nullable String args, EventLog log) {
        TaskRecord seen = followed(asked, log);
        if (seen == null || FollowUps.isDue(seen)) {
            return seen == null ? new Result.Missing() : new Result.Unfollowed(seen);
        }
        TaskRecord next = Lifecycle.retryByHand(seen, args, clock.instant());
        // The key first. Should the record not be written then, the key names a task that ended, which nobody minds.
        Optional<TaskId> other = next == null ? Optional.empty() : enqueuer.retakeKey(next);
        if (other.isPresent()) {
            return new Result.Duplicates(seen, other.get());
        }
        Result result = change(seen, task -> Lifecycle.retryByHand(task, args, clock.instant()));
        return result instanceof Result.Done done && !isSent(done.task()) ? new Result.Unsent(done.task()) : result;
    }

    /** The task after what is due to follow it is enqueued; as it was when that cannot be done, null when it is no more. */
    private @Nullable TaskRecord followed(TaskRecord seen, EventLog log) {
        if (!FollowUps.isDue(seen)) {
            return seen;
        }
        boolean ignored = followUps.follow(seen, log);
        return find(seen);
    }

    private boolean isSent(TaskRecord task) {
        return Requeuer.send(queue, List.of(task), clock.instant()) == 1;
    }

    /** Deletes the record and all that belongs to it, after what is due to follow it is enqueued. Refused while the task runs. */
    public Result delete(TaskRecord seen, EventLog log) {
        TaskRecord task = seen;
        while (task != null) {
            if (task.state() == TaskState.RUNNING) {
                return new Result.Refused(task);
            }
            if (FollowUps.isDue(task)) {
                TaskRecord followed = followed(task, log);
                if (task.equals(followed)) {
                    return new Result.Unfollowed(task);
                }
                task = followed;
                continue;
            }
            followUps.ending(task, task.state(), log);
            if (isNamedByAKey(task) ? isErased(task) : store.delete(task)) {
                followUps.gone(task, log);
                return new Result.Done(task);
            }
            task = find(seen);
        }
        return new Result.Missing();
    }

    private boolean isNamedByAKey(TaskRecord task) {
        Instant until = task.spec().keyedUntil();
        return until != null && until.isAfter(clock.instant());
    }

    /** Ends what waits, so that its long texts and log get an end of life, then keeps the id alone. */
    private boolean isErased(TaskRecord task) {
        Instant now = clock.instant();
        if (task.state().isFinal()) {
            return store.replace(task, Lifecycle.erase(task, now));
        }
        TaskRecord cancelled = Lifecycle.cancel(task, now);
        TaskRecord ended = cancelled == null ? Lifecycle.expire(task, now) : cancelled;
        return store.replace(task, ended) && store.replace(ended, Lifecycle.erase(ended, now));
    }

    private Result change(TaskRecord seen, Function<TaskRecord, @Nullable TaskRecord> decision) {
        TaskRecord task = seen;
        while (task != null) {
            TaskRecord next = decision.apply(task);
            if (next == null) {
                return new Result.Refused(task);
            }
            if (next.equals(task) || store.replace(task, next)) {
                return new Result.Done(next);
            }
            task = find(seen);
            if (next.equals(task)) {
                // The answer to our own write was lost.
                return new Result.Done(next);
            }
        }
        return new Result.Missing();
    }

    private @Nullable TaskRecord find(TaskRecord seen) {
        return store.find(seen.id()).orElse(null);
    }
}
