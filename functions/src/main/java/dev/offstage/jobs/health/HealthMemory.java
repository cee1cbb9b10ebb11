package dev.offstage.jobs.health;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the last state of the health is kept. Reads are consistent. Every implementation passes {@code HealthMemoryContract}. */
interface HealthMemory {
    /** Empty before the first change. */
    Optional<HealthState> find();

    /**
     * Keeps {@code next} if the state still is {@code seen}; says whether it did, also to who asks again.
     *
     * @param seen null for none
     */
    boolean replace(@Nullable HealthState seen, HealthState next);
}
