package dev.offstage.task;

import java.util.Locale;

/** Where a task stands. {@code docs/states.md} draws the arrows between these. */
public enum TaskState {
    /** Waits for its time, outside every queue; the tick sends it. */
    SCHEDULED,
    /** Waits for a dependency, a limit or a pause. */
    BLOCKED,
    /** Has a message in a queue, perhaps one that becomes visible later. */
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    EXPIRED;

    /** Whether no event moves a task out of this state by itself. */
    public boolean isFinal() {
        return switch (this) {
            case SCHEDULED, BLOCKED, QUEUED, RUNNING -> false;
            case SUCCEEDED, FAILED, CANCELLED, EXPIRED -> true;
        };
    }

    /** The name in JSON and in records. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static TaskState ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
