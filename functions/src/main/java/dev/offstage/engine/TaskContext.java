package dev.offstage.engine;

import dev.offstage.task.LogLine;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a run knows of its task, and what it may tell and ask while it runs. Any thread of the run may use it. */
public interface TaskContext {

    TaskId id();

    /** The number of this attempt, from 1. */
    int attempt();

    /** Whether no retry follows this attempt. */
    boolean lastAttempt();

    /** What the last snooze left behind; null when there was none. */
    @Nullable
    String memo();

    /** The code of the last attempt that failed; null when none did. */
    @Nullable
    String lastFailure();

    /** When the attempt's time limit ends: a handler that still runs is interrupted then, and the attempt counts as failed. */
    Instant deadline();

    /** What is left until then; zero when it is over. */
    Duration timeLeft();

    /** Whether nine tenths of the time are over: a handler should bring its work to an end, or snooze. */
    boolean isPastSoftLimit();

    /**
     * Whether somebody asked the task to stop, or the run lost its right to go on: then its answer counts for nothing. The store is
     * asked once a second at most.
     */
    boolean isCancelled();

    /** Ends the run when it is cancelled: let the exception pass. */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancelledException();
        }
    }

    /**
     * Tells how far the run has come. Readers see the last word of each second.
     *
     * @param total null when it is not known
     * @param note a few words, cut after 200 characters; null for none
     */
    void progress(long done, @Nullable Long total, @Nullable String note);

    /** The same without a note. */
    default void progress(long done, long total) {
        progress(done, total, null);
    }

    /**
     * Adds a line to the task's log, cut after 1,000 characters. Of more than 200 lines the first 50 and the last 150 stay. Readers
     * see them a second or two later.
     */
    void log(LogLine.Level level, String text);

    default void info(String text) {
        log(LogLine.Level.INFO, text);
    }

    default void warn(String text) {
        log(LogLine.Level.WARN, text);
    }

    default void error(String text) {
        log(LogLine.Level.ERROR, text);
    }

    /**
     * Enqueues a task of which this one is the parent; it belongs to the same caller. The nth call of each run means the same task,
     * be it a first run, a retry or the run after a snooze: it is made once, by the run that comes so far first. That its type is unique
     * plays no part: it is a task of its own, whatever others there are.
     *
     * @return the id of the task
     * @throws RuntimeException when store or queue do not take it: let it pass, so that the attempt is repeated
     */
    TaskId enqueue(TaskSpec child);

    /** The same under the policy of the type. */
    default <A extends Record> TaskId enqueue(TaskType<A> type, A args) {
        return enqueue(type.spec(args));
    }

    /**
     * The same by name, under the policy of the type.
     *
     * @param args JSON text
     * @throws IllegalArgumentException when no such type is registered or the arguments do not fit it
     */
    TaskId enqueue(String type, String args);
}
