package dev.offstage.scheduler;

import dev.offstage.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where schedules live. Reads by name and lists are consistent. Every implementation passes {@code ScheduleStoreContract}. */
public interface ScheduleStore {
    Optional<Schedule> find(String name);

    /** Those with names after {@code after} (null for the first), by name. */
    List<Schedule> list(@Nullable String after, int limit);

    /** Stores a new one unless its name is taken; says whether it did, also to who asks again. */
    boolean create(Schedule schedule);

    /**
     * Stores {@code next} if the schedule still has revision and {@code placedUpTo} of {@code seen}; says whether it did, also to who
     * asks again.
     */
    boolean replace(Schedule seen, Schedule next);

    /** Deletes it if it still has revision and {@code placedUpTo} of {@code seen}; says whether it did. */
    boolean delete(Schedule seen);

    /** The names of those whose next firing is not after {@code upTo}, soonest first. May lag behind writes by some seconds. */
    List<String> dueUpTo(Instant upTo, int limit);

    /** How many calls are worth making at once; one where a call waits for nothing. */
    default int callsAtOnce() {
        return 16;
    }
}
