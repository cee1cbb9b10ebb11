package dev.offstage.engine;

import dev.offstage.task.Outcome;

/** The work of one type of task. Runs on many threads at once, so it keeps no state of a run. */
@FunctionalInterface
public interface TaskHandler<A extends Record> {
    /** Does the work and says how it ended. An exception counts as a retry. */
    Outcome run(A args, TaskContext context) throws Exception;
}
