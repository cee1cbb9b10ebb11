package dev.offstage.engine;

import dev.offstage.task.TaskId;
import java.util.List;
import java.util.Optional;

/** Where redrives are kept: at least 14 days after their end. Every implementation passes {@code RedrivesContract}. */
public interface Redrives {

    /** Stores a new one unless its id is taken; says whether it did. */
    boolean create(Redrive redrive);

    /** The redrive; empty when there is none (any more). */
    Optional<Redrive> find(TaskId id);

    /** Some of those that are not finished, oldest first. */
    List<Redrive> open();

    /** Stores {@code next} if the redrive is still of the revision of {@code seen}; says whether it did. */
    boolean replace(Redrive seen, Redrive next);
}
