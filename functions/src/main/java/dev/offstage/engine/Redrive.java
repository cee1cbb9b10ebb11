package dev.offstage.engine;

import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Failed tasks that are to run again, and how many of them were queued so far.
 *
 * @param id has the layout of a task's id, so that it tells its time
 * @param type null for tasks of any type
 * @param from tasks that ended earlier are left alone
 * @param before so are tasks that ended then or later; never after {@code madeAt}, lest those that fail again run for ever
 * @param total how many matched when it was made
 * @param exact whether these were all; counting stops at a bound
 * @param done tasks that were queued again
 * @param skipped tasks that matched and were not: no longer failed, purged, of a type that is not deployed, or unique while another
 *     with the same key waits or runs
 * @param place how far the ticks have read; null before they began
 * @param read whether they have read all
 * @param portion the tasks that the tick has in hand: found failed and not counted yet, so that one that dies loses no count
 * @param finishedAt null while there is something to do
 * @param revision counts the writes; a write that saw another revision loses
 */
public record Redrive(
        TaskId id,
        @Nullable String type,
        Instant from,
        Instant before,
        Instant madeAt,
        long total,
        boolean exact,
        long done,
        long skipped,
        @Nullable String place,
        boolean read,
        List<TaskId> portion,
        @Nullable Instant finishedAt,
        long revision) {

    /** A new one. */
    static Redrive of(
            TaskId id, @Nullable String type, Instant from, Instant before, Instant madeAt, long total, boolean exact) {
        return new Redrive(id, type, from, before, madeAt, total, exact, 0, 0, null, false, List.of(), null, 1);
    }

    /** A word for how it stands. */
    public String state() {
        if (finishedAt != null) {
            return "succeeded";
        }
        return revision == 1 ? "queued" : "running";
    }

    /**
     * The portion in hand is queued, {@code next} is taken in hand.
     *
     * @param held so many of the portion in hand may not run while others do
     * @param readTo null when all is read
     */
    Redrive advanced(@Nullable String readTo, List<TaskId> next, long held, long skippedMore) {
        return new Redrive(
                id,
                type,
                from,
                before,
                madeAt,
                total,
                exact,
                done + portion.size() - held,
                skipped + held + skippedMore,
                readTo,
                readTo == null,
                next,
                null,
                revision + 1);
    }

    /** The portion in hand is queued, and it was the last. Those that were counted and came to nothing were skipped. */
    Redrive finished(long held, long skippedMore, Instant now) {
        long queued = done + portion.size() - held;
        long left = skipped + held + skippedMore;
        long met = exact ? Math.max(total, queued + left) : queued + left;
        return new Redrive(
                id,
                type,
                from,
                before,
                madeAt,
                met,
                true,
                queued,
                met - queued,
                place,
                true,
                List.of(),
                now,
                revision + 1);
    }
}
