package dev.offstage.engine;

/**
 * What a worker stands on.
 *
 * @param pauses read at most once in 1.5 seconds
 * @param enqueuer takes what handlers enqueue
 * @param gate decides about the tasks of schedules
 */
public record WorkerPorts(
        TaskStore store, TaskQueue queue, TaskLogs logs, PauseBoard pauses, Enqueuer enqueuer, FiringGate gate) {

    /** Ports of a worker that knows no schedules. */
    public WorkerPorts(TaskStore store, TaskQueue queue, TaskLogs logs, PauseBoard pauses, Enqueuer enqueuer) {
        this(store, queue, logs, pauses, enqueuer, FiringGate.NONE);
    }
}
