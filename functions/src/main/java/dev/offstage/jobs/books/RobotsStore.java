package dev.offstage.jobs.books;

import java.time.Instant;
import java.util.Optional;

/** The robots.txt files that were read, shared by all workers. Every implementation passes {@code RobotsStoreContract}. */
interface RobotsStore {

    /** The text that was last read for {@code origin}; empty when none is kept or it is kept no longer at {@code now}. */
    Optional<String> find(String origin, Instant now);

    /**
     * Claims the reading of the origin's file until {@code until}; says whether the caller has it. Only one caller at a
     * time has it, and a caller that dies loses it then.
     */
    boolean claimReading(String origin, Instant now, Instant until);

    /** Keeps {@code text} (empty allows everything) until {@code until} and ends the claim. */
    void keep(String origin, String text, Instant until);

    /** Ends the claim without a text, so that another may try. */
    void release(String origin);
}
