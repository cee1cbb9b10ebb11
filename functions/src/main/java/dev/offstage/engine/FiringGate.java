package dev.offstage.engine;

import dev.offstage.task.TaskFailure;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;

/** Decides about the tasks of schedules. Asked only about tasks that a schedule made. */
public interface FiringGate {
    /** What a task ends with whose firing is not to run. */
    String SKIPPED = "skipped";

    /** What a task ends with whose firing is not to run any more. */
    String MISSED = "missed";

    /** Where there are no schedules: everything runs. */
    FiringGate NONE = new FiringGate() {
        @Override
        public Verdict judge(TaskRecord claimed, Instant now, EventLog log) {
            return new Verdict.Run();
        }

        @Override
        public void ended(TaskRecord ended, EventLog log) {}
    };

    /** Whether a task that was just claimed is to run. May be asked again after a crash, and answers the same then. */
    Verdict judge(TaskRecord claimed, Instant now, EventLog log);

    /**
     * Hears that a task is about to end, or to be asked to, for another reason than its own outcome. Told before that is written: so
     * whoever dies in between leaves no firing undecided. Of a task that runs already there is nothing to note.
     *
     * @param how what it is going to be; a state that is not final when its record is going to be deleted
     */
    default void ending(TaskRecord task, TaskState how, EventLog log) {}

    /**
     * Hears that a task is final, or that its record was deleted, be it final or not; may hear it never, when its worker died at that
     * moment, or twice.
     */
    void ended(TaskRecord ended, EventLog log);

    /** What is to become of a claimed task. */
    sealed interface Verdict {
        /** It runs. */
        record Run() implements Verdict {}

        /** It ends cancelled without a run. */
        record Skip(TaskFailure why) implements Verdict {}

        /** It comes back after {@code pause}, no attempt spent. */
        record Wait(Duration pause) implements Verdict {}
    }
}
