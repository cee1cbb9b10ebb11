package dev.offstage.engine;

import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where tasks live. Reads by id are consistent. Every implementation passes {@code TaskStoreContract}. */
public interface TaskStore {

    /** Stores a new record unless its id is taken; says whether it did. */
    boolean create(TaskRecord task);

    /** Stores new records whose ids were drawn in this very request, so that none can be taken. */
    void createAll(List<TaskRecord> tasks);

    /** The record; empty when there is none (any more). Long arguments and results are read with it. */
    Optional<TaskRecord> find(TaskId id);

    /** Moves the task to running in the hands of {@code holder}, if {@code Lifecycle.judge} calls it free at {@code now}. */
    ClaimResult claim(TaskId id, String holder, Instant now);

    /** Stores {@code next} if the record is still of the revision of {@code seen}; says whether it did. */
    boolean replace(TaskRecord seen, TaskRecord next);

    /** The tasks accepted after {@code after} and not after {@code upTo}, in the order of their ids. */
    List<TaskGlance> createdBetween(Instant after, Instant upTo);

    /** Ids of stored {@code scheduled} tasks whose time is not after {@code upTo}, soonest first, at most {@code limit} a shard. */
    List<TaskId> scheduledUpTo(Instant upTo, int limit);

    /** Ids that the sweep is to look at again by {@code upTo}, soonest first, at most {@code limit} a shard. */
    List<TaskId> recheckUpTo(Instant upTo, int limit);

    /**
     * What the sweep needs to know of a task.
     *
     * @param started whether it was ever claimed
     * @param watched whether a look is set for it
     */
    record TaskGlance(TaskId id, QueueName queue, TaskState state, boolean started, boolean watched) {}
}
