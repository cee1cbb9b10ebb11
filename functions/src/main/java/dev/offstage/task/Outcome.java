package dev.offstage.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a handler says of its run: one of four words (and the engine's own fifth). An exception counts as {@link Retry}. */
public sealed interface Outcome {

    /** The task succeeded; {@code result} is JSON text. A result that is none ends it failed. */
    record Done(String result) implements Outcome {}

    /**
     * This attempt failed, another may succeed.
     *
     * @param after how long to wait; null leaves it to the task's backoff
     */
    record Retry(TaskFailure reason, @Nullable Duration after) implements Outcome {}

    /**
     * Not now: run again after {@code pause}; spends no attempt.
     *
     * @param memo text that the next run finds in its context; null forgets what was there
     */
    record Snooze(Duration pause, @Nullable String memo) implements Outcome {
        private static final int LONGEST_MEMO = 10_000;

        public Snooze {
            if (memo != null && memo.length() > LONGEST_MEMO) {
                throw new IllegalArgumentException("The memo of a snooze has " + memo.length() + " characters; "
                        + LONGEST_MEMO + " are the most. Keep more elsewhere, and where in the memo.");
            }
        }
    }

    /** The task failed for good. */
    record Fail(TaskFailure reason) implements Outcome {}

    /** The engine's own word for a handler that was stopped at its time limit; counts as a retry. */
    record TimedOut(TaskFailure reason) implements Outcome {}

    static Outcome done(String result) {
        return new Done(result);
    }

    static Outcome retry(String code, String message) {
        return new Retry(TaskFailure.of(code, message), null);
    }

    static Outcome retryAfter(Duration after, String code, String message) {
        return new Retry(TaskFailure.of(code, message), after);
    }

    static Outcome snooze(Duration pause, @Nullable String memo) {
        return new Snooze(pause, memo);
    }

    static Outcome fail(String code, String message) {
        return new Fail(TaskFailure.of(code, message));
    }
}
