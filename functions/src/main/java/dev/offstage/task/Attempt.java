package dev.offstage.task;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task that ended.
 *
 * @param number from 1; a snoozed run gives its number back, so the next has it again
 * @param startedAt null for a crashed attempt: its worker left no word
 * @param waitMs milliseconds between the moment the task was due and the start
 * @param runMs milliseconds between start and end
 */
public record Attempt(
        int number,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        How outcome,
        long waitMs,
        long runMs,
        @Nullable TaskFailure error) {

    /** How an attempt ended. */
    public enum How {
        SUCCEEDED,
        RETRIED,
        FAILED,
        SNOOZED,
        /** The worker died in the middle of it. */
        CRASHED,
        /** The handler was stopped at the time limit. */
        TIMED_OUT;

        /** The name in JSON and in records. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static How ofWireName(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    static Attempt crashed(int number) {
        return new Attempt(number, null, null, How.CRASHED, 0, 0, null);
    }

    boolean isCrash() {
        return outcome == How.CRASHED;
    }

    boolean hasTrace() {
        return error != null && error.trace() != null;
    }

    Attempt withoutTrace() {
        return error == null || error.trace() == null
                ? this
                : new Attempt(number, startedAt, finishedAt, outcome, waitMs, runMs, error.withoutTrace());
    }
}
