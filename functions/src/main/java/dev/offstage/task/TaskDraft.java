package dev.offstage.task;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link TaskSpec} in the making: what is not said is as the type's policy has it. */
public final class TaskDraft {
    private final String type;
    private QueueName queue;
    private String args;
    private RetryPolicy retry;
    private Duration timeLimit;
    private Retention keepResult;
    private Retention keepFailure;
    private @Nullable Instant notBefore;
    private @Nullable Instant expiresAt;
    private @Nullable String owner;
    private List<String> tags = List.of();
    private @Nullable FollowUp onFailure;
    private @Nullable TaskId parent;
    private @Nullable Instant keyedUntil;
    private @Nullable UniqueKey uniqueBy;
    private @Nullable ScheduledBy scheduledBy;

    public TaskDraft(String type, TaskPolicy policy, String args) {
        this.type = type;
        this.args = args;
        this.queue = policy.queue();
        this.retry = policy.retry();
        this.timeLimit = policy.timeLimit();
        this.keepResult = policy.keepResult();
        this.keepFailure = policy.keepFailure();
    }

    TaskDraft(TaskSpec from) {
        this.type = from.type();
        this.queue = from.queue();
        this.args = from.args();
        this.retry = from.retry();
        this.timeLimit = from.timeLimit();
        this.keepResult = from.keepResult();
        this.keepFailure = from.keepFailure();
        this.notBefore = from.notBefore();
        this.expiresAt = from.expiresAt();
        this.owner = from.owner();
        this.tags = from.tags();
        this.onFailure = from.onFailure();
        this.parent = from.parent();
        this.keyedUntil = from.keyedUntil();
        this.uniqueBy = from.uniqueBy();
        this.scheduledBy = from.scheduledBy();
    }

    @CanIgnoreReturnValue
    public TaskDraft args(String json) {
        args = json;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskDraft queue(QueueName name) {
        queue = name;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskDraft retry(RetryPolicy policy) {
        retry = policy;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskDraft timeLimit(Duration limit) {
        timeLimit = limit;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskDraft keepResult(Retention keep) {
        keepResult = keep;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskDraft keepFailure(Retention keep) {
        keepFailure = keep;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskDraft notBefore(@Nullable Instant start) {
        notBefore = start;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskDraft expiresAt(@Nullable Instant deadline) {
        expiresAt = deadline;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskDraft owner(@Nullable String caller) {
        owner = caller;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskDraft tags(List<String> words) {
        tags = List.copyOf(words);
        return this;
    }

    @CanIgnoreReturnValue
    public TaskDraft onFailure(@Nullable FollowUp next) {
        onFailure = next;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskDraft parent(@Nullable TaskId task) {
        parent = task;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskDraft keyedUntil(@Nullable Instant end) {
        keyedUntil = end;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskDraft uniqueBy(@Nullable UniqueKey key) {
        uniqueBy = key;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskDraft scheduledBy(@Nullable ScheduledBy schedule) {
        scheduledBy = schedule;
        return this;
    }

    public TaskSpec make() {
        return new TaskSpec(
                type,
                queue,
                args,
                retry,
                timeLimit,
                keepResult,
                keepFailure,
                notBefore,
                expiresAt,
                owner,
                tags,
                onFailure,
                parent,
                keyedUntil,
                uniqueBy,
                scheduledBy);
    }
}
