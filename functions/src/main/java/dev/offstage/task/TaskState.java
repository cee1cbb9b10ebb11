package dev.offstage.task;

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
}
