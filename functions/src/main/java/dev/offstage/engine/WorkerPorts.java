package dev.offstage.engine;

/**
 * What a worker stands on.
 *
 * @param pauses read at most once in 1.5 seconds
 * @param enqueuer takes what handlers enqueue
 */
public record WorkerPorts(TaskStore store, TaskQueue queue, TaskLogs logs, PauseBoard pauses, Enqueuer enqueuer) {}
