package dev.offstage.engine;

import dev.offstage.task.Outcome;

/** The work of a type, arguments not yet read. */
@FunctionalInterface
interface Work {
    /**
     * Does it.
     *
     * @param args JSON text
     */
    Outcome run(String args, TaskContext context) throws Exception;
}
