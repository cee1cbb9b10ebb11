package dev.offstage.engine;

import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request with a key: the first of its key or a repetition.
 *
 * @param base of the first request; what makes only one thing gives it this id
 * @param first whether this is the first
 * @param answers what the ledger noted of the first; null for nothing
 */
public record Turn(
        String key, TaskId base, boolean first, @Nullable String answers) {
    /** How long a key is kept. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** A request that is younger than this may still be at work. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);

    /** What a request makes is kept a little longer than its key, so that a key that is there names something that is there. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** The id of what the request makes under {@code name}; under the empty name it is the base itself. */
    public TaskId id(String name) {
        return name.isEmpty() ? base : TaskId.derived(base, name);
    }

    /** Until then at least the records are kept that the request makes. */
    public Instant keptUntil() {
        return base.createdAt().plus(KEPT).plus(MARGIN);
    }

    /** From then on, what the first request did not make by then it never will. */
    public Instant overAt() {
        return base.createdAt().plus(LONGEST_REQUEST);
    }
}
