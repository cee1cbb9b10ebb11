package dev.offstage.engine;

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

    /** Replaces {@code seen} (null for none) by {@code next}, unless another sweep did; says whether it did. */
    boolean move(@Nullable Mark seen, Mark next);

    /**
     * Where the sweep stands.
     *
     * @param readUpTo all ids made up to this moment were looked at
     * @param newestClaimed for each queue the latest accepted task known to have been claimed
     */
    record Mark(Instant readUpTo, Map<QueueName, TaskId> newestClaimed) {}
}
