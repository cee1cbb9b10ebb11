package dev.offstage.engine;

import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.Optional;

/** Names that stand for one task at a time. Every implementation passes {@code TaskKeysContract}. */
public interface TaskKeys {

    /** Takes {@code key} for {@code task} unless it is taken; answers with the task that has it, {@code task} itself when it won. */
    TaskId claim(String key, TaskId task, Instant purgeAt);

    /** Hands {@code key} from one task to another; says whether it still belonged to {@code from} and so did. */
    boolean move(String key, TaskId from, TaskId to, Instant purgeAt);

    /** The task that has {@code key}; empty when none. */
    Optional<TaskId> find(String key);
}
