package dev.offstage.engine;

import dev.offstage.json.Json;
import dev.offstage.task.Pauses;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The pauses as this process last read them, so that it need not read them for each task. */
final class KnownPauses {
    /** A pause is to be heeded within two seconds. */
    private static final Duration AGE = Duration.ofMillis(1500);

    /** Many tasks that are blocked at once need not read the board each. */
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final PauseBoard board;
    private final InstantSource clock;
    private @Nullable Pauses known;
    private @Nullable Instant readAt;

    KnownPauses(PauseBoard board, InstantSource clock) {
        this.board = board;
        this.clock = clock;
    }

    /**
     * The pauses in force, as of 1.5 seconds ago at most; those known before while the board cannot be read.
     *
     * @throws RuntimeException when the board cannot be read and never could: nobody knows then what may run
     */
    Pauses inForce(EventLog log) {
        return asOf(AGE, log);
    }

    /** The same as of a moment ago: for who is about to block a task, which a pause that just ended would hold until the next tick. */
    Pauses inForceNow(EventLog log) {
        return asOf(MOMENT, log);
    }

    private synchronized Pauses asOf(Duration age, EventLog log) {
        Pauses before = known;
        boolean isFresh = readAt != null && clock.instant().isBefore(readAt.plus(age));
        return before != null && isFresh ? before : read(log);
    }

    synchronized Pauses read(EventLog log) {
        Pauses before = known;
        readAt = clock.instant();
        try {
            Pauses read = board.read().pauses();
            known = read;
            return read;
        } catch (RuntimeException e) {
            if (before == null) {
                throw e;
            }
            log.warn(
                    "The pauses could not be read; those known before are heeded.",
                    Json.object().put("error", e.toString()));
            return before;
        }
    }
}
