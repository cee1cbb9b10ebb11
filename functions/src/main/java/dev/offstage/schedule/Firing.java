package dev.offstage.schedule;

import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of the ledger: one instant at which a schedule was to fire, and what became of it.
 *
 * @param schedule the schedule's name; with {@code dueAt} it is the firing's identity
 * @param generation of the schedule when the firing was placed
 * @param task the task that stands for it; null when none was made
 * @param reason why it did not run as planned, a sentence; null when there is nothing to say
 * @param firedAt when it was decided that it runs; null unless it ran or was caught up
 * @param mustSucceedBy by then its task must have succeeded; null when nobody is waiting for it (any more)
 */
public record Firing(
        String schedule,
        Instant dueAt,
        long generation,
        Outcome outcome,
        @Nullable TaskId task,
        @Nullable String reason,
        @Nullable Instant firedAt,
        @Nullable Instant mustSucceedBy) {

    /** What became of a firing. */
    public enum Outcome {
        /** Not decided yet. */
        WAITING,
        RAN,
        SKIPPED,
        MISSED,
        /** It ran, later than planned. */
        CAUGHT_UP;

        /** The name in JSON and in records. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Outcome ofWireName(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** The firing's name: {@code <schedule>@<instant>}. */
    public String id() {
        return schedule + "@" + dueAt;
    }
}
