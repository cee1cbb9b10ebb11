package dev.offstage.engine;

import dev.offstage.task.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a run knows of its task.
 *
 * @param args the arguments as JSON text
 * @param attempt the number of this attempt, from 1
 * @param lastAttempt whether no retry follows this attempt
 * @param deadline when the attempt's time limit ends
 * @param memo what the last snooze left behind; null when there was none
 * @param lastFailure the code of the last attempt that failed; null when none did
 */
public record TaskContext(
        TaskId id,
        String args,
        int attempt,
        boolean lastAttempt,
        Instant deadline,
        @Nullable String memo,
        @Nullable String lastFailure) {}
