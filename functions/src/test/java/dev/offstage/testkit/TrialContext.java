package dev.offstage.testkit;

import dev.offstage.engine.TaskContext;
import dev.offstage.task.LogLine;
import dev.offstage.task.Progress;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a handler sees on trial. */
final class TrialContext implements TaskContext {
    final List<Progress> progress = new ArrayList<>();
    final List<LogLine> logs = new ArrayList<>();
    final List<TaskSpec> enqueued = new ArrayList<>();
    int attempt = 1;

    @Nullable
    String memo;

    @Nullable
    String lastFailure;

    @Nullable
    Instant cancelAt;

    Duration rest;

    TaskId id;

    private final InstantSource clock;
    private final int attempts;
    private Instant start;

    TrialContext(InstantSource clock, TaskPolicy policy) {
        this.clock = clock;
        this.id = TaskId.firstAt(clock.instant());
        this.attempts = policy.retry().retries() + 1;
        this.rest = policy.timeLimit();
        this.start = clock.instant();
    }

    /** A run begins: its children are counted anew. */
    void begin() {
        start = clock.instant();
        progress.clear();
        logs.clear();
        enqueued.clear();
    }

    @Override
    public TaskId id() {
        return id;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public boolean lastAttempt() {
        return attempt >= attempts;
    }

    @Override
    public @Nullable String memo() {
        return memo;
    }

    @Override
    public @Nullable String lastFailure() {
        return lastFailure;
    }

    @Override
    public Instant deadline() {
        return start.plus(rest);
    }

    @Override
    public Duration timeLeft() {
        Duration left = Duration.between(clock.instant(), deadline());
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public boolean isPastSoftLimit() {
        return timeLeft().multipliedBy(10).compareTo(rest) <= 0;
    }

    @Override
    public boolean isCancelled() {
        return cancelAt != null && !clock.instant().isBefore(cancelAt);
    }

    @Override
    public void progress(long done, @Nullable Long total, @Nullable String note) {
        progress.add(new Progress(done, total, note, clock.instant()));
    }

    @Override
    public void log(LogLine.Level level, String text) {
        logs.add(new LogLine(clock.instant(), level, text));
    }

    @Override
    public TaskId enqueue(TaskSpec child) {
        enqueued.add(child);
        return id.child(enqueued.size() - 1);
    }

    @Override
    public TaskId enqueue(String type, String args) {
        return enqueue(TaskSpec.now(type, TaskPolicy.DEFAULT, args));
    }
}
