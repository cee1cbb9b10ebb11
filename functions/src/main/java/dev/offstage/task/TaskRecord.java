package dev.offstage.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is stored.
 *
 * @param createdAt when it was accepted; later than the time in its id when the id was made of another, earlier when it was made
 *     ahead of a firing
 * @param revision counts the writes; a write that saw another revision loses
 * @param attempt attempts begun; snoozed runs do not count
 * @param attemptsAllowed how many may begin in all
 * @param retryUntil no retry begins later; null without such a limit or before the first attempt ended
 * @param notBefore the earliest moment of the next start; null for at once
 * @param startedAt when the first attempt began; null before
 * @param lease null unless running
 * @param attempts the last ten that ended, oldest first
 * @param memo what the last snooze left for the next run; null when nothing
 * @param report what its runs told; of a running task perhaps a second old
 * @param cancelAskedAt when somebody asked the running task to stop; null when nobody did
 * @param blockedBy null unless blocked
 * @param ending null unless final
 * @param recheck null while the sweep need not look again
 */
public record TaskRecord(
        TaskId id,
        TaskSpec spec,
        Instant createdAt,
        TaskState state,
        long revision,
        int attempt,
        int attemptsAllowed,
        @Nullable Instant retryUntil,
        @Nullable Instant notBefore,
        @Nullable Instant startedAt,
        @Nullable Lease lease,
        List<Attempt> attempts,
        @Nullable String memo,
        Report report,
        @Nullable Instant cancelAskedAt,
        @Nullable Pause blockedBy,
        @Nullable Ending ending,
        @Nullable Recheck recheck) {
    /** The sweep, which reads each id when it is five minutes old, has certainly not read one that is younger than this. */
    public static final Duration PROMPT = Duration.ofMinutes(1);

    /**
     * Whether it was accepted so long after the time in its id that whoever reads ids by their time may have passed it: the child of a
     * task that waited, what follows a failure, a firing that is caught up.
     */
    public boolean isLate() {
        return createdAt.isAfter(id.createdAt().plus(PROMPT));
    }

    /** The state as readers see it: a message that is not visible yet is {@code scheduled}, a missed deadline {@code expired}. */
    public TaskState stateAt(Instant now) {
        return switch (state) {
            case QUEUED, SCHEDULED ->
                isPastDeadline(now)
                        ? TaskState.EXPIRED
                        : isDue(now) && state == TaskState.QUEUED ? TaskState.QUEUED : TaskState.SCHEDULED;
            case BLOCKED -> isPastDeadline(now) ? TaskState.EXPIRED : TaskState.BLOCKED;
            case RUNNING, SUCCEEDED, FAILED, CANCELLED, EXPIRED -> state;
        };
    }

    /** Whether the record outlived its retention: the store deletes late, readers treat it as gone. */
    public boolean isPurged(Instant now) {
        return ending != null && ending.purgeAt() != null && !ending.purgeAt().isAfter(now);
    }

    /** Whether this is what {@link Lifecycle#erase} left of a deleted task; such a record is purged as well. */
    public boolean isErased() {
        return ending != null && ending.purgeAt() != null && !ending.purgeAt().isAfter(ending.at());
    }

    /** The record as readers see it: a task that missed its deadline ended then, even if nobody wrote so yet. */
    public TaskRecord seenAt(Instant now) {
        Instant deadline = spec.expiresAt();
        return deadline != null && !state.isFinal() && stateAt(now) == TaskState.EXPIRED
                ? Lifecycle.expire(this, deadline)
                : this;
    }

    /** The same record after its runs told more. */
    public TaskRecord reporting(Report more) {
        return new TaskRecord(
                id,
                spec,
                createdAt,
                state,
                revision,
                attempt,
                attemptsAllowed,
                retryUntil,
                notBefore,
                startedAt,
                lease,
                attempts,
                memo,
                more,
                cancelAskedAt,
                blockedBy,
                ending,
                recheck);
    }

    boolean isDue(Instant now) {
        return notBefore == null || !notBefore.isAfter(now);
    }

    boolean isPastDeadline(Instant now) {
        return spec.expiresAt() != null && !spec.expiresAt().isAfter(now);
    }

    Instant dueSince() {
        return notBefore == null ? createdAt : notBefore;
    }
}
