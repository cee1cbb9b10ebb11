package dev.offstage.scheduler;

import dev.offstage.task.TaskId;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;

/** Why firings did not run as planned, as the ledger has it. Some are read again: they must not change while lines with them wait. */
final class Reasons {
    static final String PAUSED = "the schedule was paused";
    static final String DELETED = "the schedule was deleted";
    static final String REPLACED = "the schedule was replaced or resumed before it ran";
    static final String OTHER_TASK = "another task stands for this firing";
    static final String RAN_BEFORE = "its task ran before, under a record that was deleted";
    static final String SUPERSEDED = "overlap: a later firing waits in its place";
    static final String CANCELLED = "its task was cancelled";
    static final String TASK_DELETED = "its task was deleted";

    static final String NOT_PLACED = "it was never placed";

    /** Of a line that waits: it was on time and waits for its turn. */
    static final String WAITS = "waits for the end of an earlier firing's task";

    /** Of a line that waits: it was late, is to be caught up, and waits for its turn. */
    static final String WAITS_LATE = "is caught up after the end of an earlier firing's task";

    /** Of a line that waits: it passed in a pause, is to be caught up, and its task has not begun. */
    static final String PASSED_PAUSED = "passed while the schedule was paused";

    /** Of a line that was asked for afterwards. */
    static final String BACKFILL = "asked for afterwards";

    private Reasons() {}

    static String overlaps(TaskId active) {
        return "overlap: the task " + active + " of an earlier firing had not ended";
    }

    static String overlapsWaiting(TaskId waiting) {
        return "overlap: the task " + waiting + " of an earlier firing waits already";
    }

    static String unknownType(String type) {
        return "no type " + type + " is deployed";
    }

    static String undecided(TaskState state) {
        return "its task ended " + state.wireName() + " before it was its turn";
    }

    static String late(Instant start, Instant now) {
        return "late by " + Duration.between(start, now).toSeconds() + " s";
    }
}
