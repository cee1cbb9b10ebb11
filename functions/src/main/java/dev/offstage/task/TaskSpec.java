package dev.offstage.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for: the policy of the type with the options of the call. Changes only by a retry with other arguments or by a
 * duplicate that puts the task off.
 *
 * @param args JSON text
 * @param notBefore the earliest start; null for at once
 * @param expiresAt a task that has not started by then never does; null for no such deadline
 * @param owner the mark of the caller that submitted it; null where callers are not told apart
 * @param tags words to find it by
 * @param onFailure what to enqueue when it ends failed; null for nothing
 * @param parent the task whose handler or whose failure enqueued it; null when a caller did
 * @param keyedUntil until then a key names it, so that its record is kept that long at least; null without a key
 * @param uniqueBy which key it has as a unique task; null for none
 * @param scheduledBy the schedule that made it; null for none
 */
public record TaskSpec(
        String type,
        QueueName queue,
        String args,
        RetryPolicy retry,
        Duration timeLimit,
        Retention keepResult,
        Retention keepFailure,
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt,
        @Nullable String owner,
        List<String> tags,
        @Nullable FollowUp onFailure,
        @Nullable TaskId parent,
        @Nullable Instant keyedUntil,
        @Nullable UniqueKey uniqueBy,
        @Nullable ScheduledBy scheduledBy) {

    /** A task of {@code type} to run at once under its type's policy. */
    public static TaskSpec now(String type, TaskPolicy policy, String args) {
        return new TaskDraft(type, policy, args).make();
    }

    /** The same, to be changed. */
    public TaskDraft draft() {
        return new TaskDraft(this);
    }

    /** The same, submitted by the caller of that mark. */
    public TaskSpec ownedBy(@Nullable String caller) {
        return draft().owner(caller).make();
    }
}
