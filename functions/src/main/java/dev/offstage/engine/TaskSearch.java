package dev.offstage.engine;

import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks through stored tasks, newest first, by the bounded piece. Records come without long texts: arguments and results that do
 * not lie inside the record are {@code null} as JSON has it. Every implementation passes {@code TaskSearchContract}.
 */
public interface TaskSearch {
    /** A page reads no more than this, in bytes. */
    int MOST_BYTES = 2 << 20;

    /** A page costs no more calls of the store than this. */
    int MOST_CALLS = 64;

    /** How much later than now an id may be: clocks differ, and what is due in a moment is placed before. */
    Duration AHEAD = Duration.ofMinutes(3);

    /**
     * Reads on, down to the filter's {@code from} or to where the first sweep began.
     *
     * @param before goes on below this id; null from the newest on
     * @param limit how many tasks the page has at most; it may have fewer, even none, and still not be the last
     */
    Page page(TaskFilter filter, @Nullable TaskId before, int limit, Instant now);

    /** The record without long texts; empty when there is none. A consistent read. */
    Optional<TaskRecord> glance(TaskId id);

    /**
     * A piece of the way.
     *
     * @param next where to go on; null at the end
     * @param searchedTo all that was looked for and is not older than this was found, on this page or before
     */
    record Page(List<TaskRecord> tasks, @Nullable TaskId next, Instant searchedTo) {}
}
