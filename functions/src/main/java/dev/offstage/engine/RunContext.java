package dev.offstage.engine;

import dev.offstage.task.Attempt;
import dev.offstage.task.Cut;
import dev.offstage.task.LogLine;
import dev.offstage.task.Progress;
import dev.offstage.task.TaskFailure;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The context of one run. */
final class RunContext implements TaskContext {
    private static final int LONGEST_NOTE = 200;

    private final TaskRecord task;
    private final Instant softLimit;
    private final Instant deadline;
    private final RunReport report;
    private final Children children;
    private final InstantSource clock;

    RunContext(
            TaskRecord task,
            Instant since,
            Instant deadline,
            RunReport report,
            Children children,
            InstantSource clock) {
        this.task = task;
        this.softLimit = deadline.minus(Duration.between(since, deadline).dividedBy(10));
        this.deadline = deadline;
        this.report = report;
        this.children = children;
        this.clock = clock;
    }

    @Override
    public TaskId id() {
        return task.id();
    }

    @Override
    public int attempt() {
        return task.attempt();
    }

    @Override
    public boolean lastAttempt() {
        return task.attempt() >= task.attemptsAllowed();
    }

    @Override
    public @Nullable String memo() {
        return task.memo();
    }

    @Override
    public @Nullable String lastFailure() {
        return task.attempts().reversed().stream()
                .map(Attempt::error)
                .filter(Objects::nonNull)
                .map(TaskFailure::code)
                .findFirst()
                .orElse(null);
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public Duration timeLeft() {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public boolean isPastSoftLimit() {
        return !clock.instant().isBefore(softLimit);
    }

    @Override
    public boolean isCancelled() {
        return report.isCancelled();
    }

    @Override
    public void progress(long done, @Nullable Long total, @Nullable String note) {
        String words = note == null ? null : Cut.to(LONGEST_NOTE, note);
        report.progress(new Progress(done, total, words, clock.instant()));
    }

    @Override
    public void log(LogLine.Level level, String text) {
        report.log(new LogLine(clock.instant(), level, text));
    }

    @Override
    public TaskId enqueue(TaskSpec child) {
        return children.enqueue(child);
    }

    @Override
    public TaskId enqueue(String type, String args) {
        return children.enqueue(type, args);
    }
}
