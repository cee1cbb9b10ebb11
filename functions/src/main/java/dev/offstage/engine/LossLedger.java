package dev.offstage.engine;

import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of all tasks, by the hour of their ids: a row for each hour that the sweep has read, and one picture of what is still
 * open. Every implementation passes {@code LossLedgerContract}.
 */
public interface LossLedger {

    /** The picture; empty before the first. */
    Optional<Picture> picture();

    /** Replaces the picture {@code seen} (null for none) by {@code next}, unless another tick did; says whether it did. */
    boolean replace(@Nullable Picture seen, Picture next);

    /** Writes the row of an hour that is read to its end. Writing it again is harmless. */
    void close(Instant hour, long accepted);

    /**
     * How many tasks were accepted in the closed hours from {@code first} to {@code last}, both included. An hour without a row, since
     * no sweep read it or it is over 400 days ago, is left out. A task that a handler enqueued more than five minutes after its own
     * acceptance has the time of that and comes too late for the row.
     */
    Map<Instant, Long> accepted(Instant first, Instant last);

    /**
     * How many tasks of an hour are open.
     *
     * @param waiting scheduled, blocked or queued
     * @param overdue of those waiting, how many are stored as scheduled and should have been sent five minutes ago
     */
    record Open(long waiting, long running, long overdue) {
        static final Open NONE = new Open(0, 0, 0);

        Open plus(Open other) {
            return new Open(waiting + other.waiting, running + other.running, overdue + other.overdue);
        }
    }

    /**
     * How things stand.
     *
     * @param asOf how far the sweep has read: all tasks with ids up to then are in the numbers, and no later one
     * @param accepted so many tasks are of the hour of {@code asOf} so far
     * @param open what is open, by hour; an hour that has nothing open is left out, those over eight days ago are all under that
     *     of 1970
     * @param lost tasks that were overdue and are still not settled after a repair
     * @param count the count that is not done yet; null when the last came to its end
     * @param revision counts the writes
     */
    record Picture(
            Instant asOf,
            long accepted,
            Map<Instant, Open> open,
            List<TaskId> lost,
            @Nullable Count count,
            long revision) {}

    /**
     * A count of what is open that takes more than one tick.
     *
     * @param upTo ids up to then are counted as they are met
     * @param place where it goes on
     * @param open what it counted so far
     */
    record Count(Instant upTo, String place, Map<Instant, Open> open) {}
}
