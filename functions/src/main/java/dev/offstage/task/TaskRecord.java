package dev.offstage.task;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is stored.
 *
 * @param revision counts the writes; a write that saw another revision loses
 * @param attempt attempts begun; snoozed runs do not count
 * @param attemptsAllowed how many may begin in all
 * @param notBefore the earliest moment of the next start; null for at once
 * @param startedAt when the first attempt began; null before
 * @param lease null unless running
 * @param attempts the last ten that ended, oldest first
 * @param memo what the last snooze left for the next run; null when nothing
 * @param ending null unless final
 * @param recheck null while the sweep need not look again
 */
public record TaskRecord(
        TaskId id,
        TaskSpec spec,
        TaskState state,
        long revision,
        int attempt,
        int attemptsAllowed,
        @Nullable Instant notBefore,
        @Nullable Instant startedAt,
        @Nullable Lease lease,
        List<Attempt> attempts,
        @Nullable String memo,
        @Nullable Ending ending,
        @Nullable Recheck recheck) {

    public Instant createdAt() {
        return id.createdAt();
    }

    /** The state as readers see it: a message that is not visible yet is {@code scheduled}, a missed deadline {@code expired}. */
    public TaskState stateAt(Instant now) {
        if (state == TaskState.QUEUED || state == TaskState.SCHEDULED) {
            if (isPastDeadline(now)) {
                return TaskState.EXPIRED;
            }
            return isDue(now) && state == TaskState.QUEUED ? TaskState.QUEUED : TaskState.SCHEDULED;
        }
        return state;
    }

    /** Whether the record outlived its retention: the store deletes late, readers treat it as gone. */
    public boolean isPurged(Instant now) {
        return ending != null && ending.purgeAt() != null && !ending.purgeAt().isAfter(now);
    }

    boolean isDue(Instant now) {
        return notBefore == null || !notBefore.isAfter(now);
    }

    boolean isPastDeadline(Instant now) {
        return spec.expiresAt() != null && !spec.expiresAt().isAfter(now);
    }

    Instant dueSince() {
        return notBefore == null ? createdAt() : notBefore;
    }
}
