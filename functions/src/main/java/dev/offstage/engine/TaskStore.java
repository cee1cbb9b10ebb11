package dev.offstage.engine;

import dev.offstage.count.EndedTask;
import dev.offstage.task.Attempt;
import dev.offstage.task.Ending;
import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import dev.offstage.task.QueueName;
import dev.offstage.task.Report;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where tasks live. Reads by id are consistent. Every implementation passes {@code TaskStoreContract}. */
public interface TaskStore {
    /** What {@link #longestText} is where large texts have no place of their own. */
    int LONGEST_TEXT = 200 << 10;

    /**
     * The longest text, in bytes of UTF-8, that the store takes as arguments or result; it depends on the deployment. Who brings a
     * longer one is to be refused before anything is written.
     */
    default int longestText() {
        return LONGEST_TEXT;
    }

    /** Stores a new record unless its id is taken; says whether it did. */
    boolean create(TaskRecord task);

    /** Stores new records whose ids were drawn in this very request, so that none can be taken. */
    void createAll(List<TaskRecord> tasks);

    /** The record; empty when there is none (any more). Long arguments and results are read with it. */
    Optional<TaskRecord> find(TaskId id);

    /**
     * Moves the task to running in the hands of {@code holder}, if {@code Lifecycle.judge} calls it free at {@code now} under
     * {@code pauses}.
     */
    ClaimResult claim(TaskId id, String holder, Instant now, Pauses pauses);

    /**
     * Stores what the run of {@code holder} told, beside all else and without a new revision, and says how the run stands.
     *
     * @param news null to ask only
     */
    Standing report(TaskId id, String holder, @Nullable Report news);

    /** How a run stands. */
    enum Standing {
        /** It has the task. */
        HELD,
        /** It has the task and is asked to stop. */
        CANCEL_ASKED,
        /** Its task is another's, ended or gone. */
        LOST
    }

    /**
     * Stores {@code next} if the record is still of the revision of {@code seen}; says whether it did. Who asks again, since the
     * answer was lost, is told the same.
     */
    boolean replace(TaskRecord seen, TaskRecord next);

    /** Deletes the record and all that belongs to it, if it is still of the revision of {@code seen}; says whether it did. */
    boolean delete(TaskRecord seen);

    /** The tasks whose ids are of a time after {@code after} and not after {@code upTo}, in the order of their ids. */
    List<TaskGlance> createdBetween(Instant after, Instant upTo);

    /**
     * The tasks that were accepted after {@code after} and not after {@code upTo} under ids of an earlier time, see {@link
     * TaskRecord#isLate}: who reads ids by their time may have passed theirs. Each is found for two days at least.
     */
    List<TaskGlance> lateBetween(Instant after, Instant upTo);

    /** Those of {@code ids} that have records. */
    List<TaskGlance> glances(List<TaskId> ids);

    /** Ids of stored {@code scheduled} tasks whose time is not after {@code upTo}, soonest first, at most {@code limit} a shard. */
    List<TaskId> scheduledUpTo(Instant upTo, int limit);

    /** Ids of tasks that {@code pause} blocked, at most {@code limit} a shard. */
    List<TaskId> blockedBy(Pause pause, int limit);

    /** Ids that the sweep is to look at again by {@code upTo}, soonest first, at most {@code limit} a shard. */
    List<TaskId> recheckUpTo(Instant upTo, int limit);

    /** How many calls are worth making at once; one where a call waits for nothing. */
    default int callsAtOnce() {
        return 32;
    }

    /**
     * What the sweep needs to know of a task.
     *
     * @param acceptedAt when it was accepted, as {@link TaskRecord#createdAt} has it
     * @param started whether it was ever claimed
     * @param watched whether a look is set for it
     * @param runMs milliseconds of the last attempt that ended; null before one did, or when nobody knows how long it took
     * @param code why it failed; null unless it did
     */
    record TaskGlance(
            TaskId id,
            String type,
            QueueName queue,
            TaskState state,
            Instant acceptedAt,
            boolean started,
            boolean watched,
            @Nullable Long runMs,
            @Nullable String code) {

        /** As {@link TaskRecord#isLate}. */
        boolean isLate() {
            return acceptedAt.isAfter(id.createdAt().plus(TaskRecord.PROMPT));
        }

        /** The task as it is counted when it has ended. */
        EndedTask ended() {
            return new EndedTask(id, type, state, code, runMs);
        }

        /** What the sweep needs to know of {@code task}. */
        public static TaskGlance of(TaskRecord task) {
            Ending ending = task.ending();
            Attempt last = task.attempts().isEmpty() ? null : task.attempts().getLast();
            return new TaskGlance(
                    task.id(),
                    task.spec().type(),
                    task.spec().queue(),
                    task.state(),
                    task.createdAt(),
                    task.startedAt() != null,
                    task.recheck() != null,
                    last == null || last.startedAt() == null ? null : last.runMs(),
                    task.state() != TaskState.FAILED || ending == null || ending.failure() == null
                            ? null
                            : ending.failure().code());
        }
    }
}
