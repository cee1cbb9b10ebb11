package dev.offstage.engine;

import dev.offstage.count.QuarterCount;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far the sweep has read. Every implementation passes {@code SweepMarkContract}. */
public interface SweepMark {

    /** The mark; empty before the first sweep. */
    Optional<Mark> read();

    /** Notes how far back the first sweep looks, once for ever: nothing older is stored. Later calls change nothing. */
    void begin(Instant reach);

    /** How far back the first sweep looked; empty before it, and where it was not noted. */
    Optional<Instant> begun();

    /** Replaces {@code seen} (null for none) by {@code next}, unless another sweep did; says whether it did. */
    boolean move(@Nullable Mark seen, Mark next);

    /**
     * Where the sweep stands.
     *
     * @param readUpTo all ids made up to this moment were looked at
     * @param newestClaimed for each queue the latest accepted task known to have been claimed
     * @param accepted how many ids of the hour of {@code readUpTo} were looked at
     * @param quarter what is counted so far of the quarter of an hour of {@code readUpTo}
     */
    record Mark(Instant readUpTo, Map<QueueName, TaskId> newestClaimed, long accepted, QuarterCount quarter) {}
}
