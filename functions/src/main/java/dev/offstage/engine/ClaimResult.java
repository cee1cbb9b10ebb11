package dev.offstage.engine;

import dev.offstage.task.TaskRecord;

/** What became of a claim. */
public sealed interface ClaimResult {
    /** The caller holds the task. */
    record Granted(TaskRecord task) implements ClaimResult {}

    /** It does not; {@code task} is the record that refused. */
    record Refused(TaskRecord task) implements ClaimResult {}

    /** There is no such record. */
    record Missing() implements ClaimResult {}
}
