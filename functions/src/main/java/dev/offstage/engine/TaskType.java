package dev.offstage.engine;

import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskSpec;

/** A kind of task: a name for ever, how its tasks are run and kept, and the work itself. */
public record TaskType(String name, TaskPolicy policy, TaskHandler handler) {

    /** A task of this type to run at once. */
    public TaskSpec spec(String args) {
        return TaskSpec.now(name, policy, args);
    }
}
