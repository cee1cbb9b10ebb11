package dev.offstage.scheduler;

import dev.offstage.schedule.Firing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The lines of all firings: of each schedule and instant one. They are kept for 90 days after the later of their instant and their
 * last change. Every implementation passes {@code FiringLedgerContract}.
 */
public interface FiringLedger {
    /** Writes a new line unless there is one for that schedule and instant; says whether it did, also to who asks again. */
    boolean open(Firing firing);

    /** The line of that instant; empty when there is none (any more). A consistent read. */
    Optional<Firing> find(String schedule, Instant dueAt);

    /** Stores {@code next} if the line still is {@code seen}; says whether it did, also to who asks again. */
    boolean replace(Firing seen, Firing next);

    /** The lines due from {@code from} on and before {@code to}, newest first. A consistent read. */
    List<Firing> list(String schedule, Instant from, Instant to, int limit);

    /** Those whose {@code mustSucceedBy} is not after {@code upTo}, soonest first. May lag behind writes by some seconds. */
    List<Firing> overdueUpTo(Instant upTo, int limit);
}
