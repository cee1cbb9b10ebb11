package dev.offstage.jobs.health;

import java.time.Instant;
import java.util.Optional;

/** Where the last beat is kept. Every implementation passes {@code BeatsContract}. */
interface Beats {
    /** The newest beat so far; empty when there was none. May lag behind by a moment. */
    Optional<Instant> last();

    /** Keeps {@code at} unless a newer beat is known; says whether it is the newest now. */
    boolean beat(Instant at);
}
