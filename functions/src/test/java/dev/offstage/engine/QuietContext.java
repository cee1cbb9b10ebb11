package dev.offstage.engine;

import dev.offstage.task.LogLine;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run that nobody watches, cancels or hurries, and that enqueues nothing. */
public record QuietContext(
        TaskId id,
        int attempt,
        boolean lastAttempt,
        Instant deadline,
        @Nullable String memo,
        @Nullable String lastFailure)
        implements TaskContext {

    @Override
    public Duration timeLeft() {
        return Duration.ofMinutes(1);
    }

    @Override
    public boolean isPastSoftLimit() {
        return false;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void progress(long done, @Nullable Long total, @Nullable String note) {}

    @Override
    public void log(LogLine.Level level, String text) {}

    @Override
    public TaskId enqueue(TaskSpec child) {
        throw new UnsupportedOperationException("This run enqueues nothing.");
    }

    @Override
    public TaskId enqueue(String type, String args) {
        throw new UnsupportedOperationException("This run enqueues nothing.");
    }
}
