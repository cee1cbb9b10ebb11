package dev.offstage.scheduler;

import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What callers do with schedules. Each call is safe to repeat. */
public final class ScheduleDesk {
    /** The revision of what is not there. */
    public static final long NO_REVISION = 0;

    /** The schedule of that name; empty when there is none. */
    public Optional<Schedule> find(String name) {
        throw new UnsupportedOperationException();
    }

    /** Those with names after {@code after} (null for the first), by name. */
    public List<Schedule> list(@Nullable String after, int limit) {
        throw new UnsupportedOperationException();
    }

    /** What came of a wish to change a schedule. */
    public sealed interface Changed {
        /** It is new. */
        record Created(Schedule schedule) implements Changed {}

        /** It is as it was asked to be, perhaps since before. */
        record Updated(Schedule schedule) implements Changed {}

        /** It was deleted. */
        record Deleted() implements Changed {}

        /** There is none of that name. */
        record Missing() implements Changed {}

        /** It is not of the revision that was expected; null when there is none. */
        record OtherRevision(@Nullable Schedule schedule) implements Changed {}

        /** The code declares it, so callers may pause but not change it. */
        record DeclaredInCode(Schedule schedule) implements Changed {}
    }

    /**
     * Makes a schedule, or replaces the one of that name: what it placed and has not run yet is then decided anew. Places the firings of
     * the next two minutes.
     *
     * @param revision the only one that may be replaced; null for any or none
     */
    public Changed put(ScheduleSpec spec, @Nullable Long revision) {
        throw new UnsupportedOperationException();
    }

    /** @param revision the only one that may be deleted; null for any */
    public Changed delete(String name, @Nullable Long revision) {
        throw new UnsupportedOperationException();
    }

    public Changed pause(String name) {
        throw new UnsupportedOperationException();
    }

    /** @param catchUp whether what was due during the pause is a misfire to be dealt with; else it stays skipped */
    public Changed resume(String name, boolean catchUp) {
        throw new UnsupportedOperationException();
    }

    /** Enqueues a task of the schedule beside its plan, under {@code id}; empty when there is none of that name. */
    public Optional<TaskRecord> run(String name, TaskId id) {
        throw new UnsupportedOperationException();
    }

    /** The lines of the ledger due from {@code from} on and before {@code to}, newest first; those that are to come are waiting. */
    public List<Firing> firings(String name, Instant from, Instant to, int limit) {
        throw new UnsupportedOperationException();
    }

    /**
     * The firings from {@code from} on and before {@code to}, which is not in the future, that did not run: places them, or only says
     * which they are. Empty when there is no schedule of that name.
     *
     * @param most no more are looked at
     */
    public Optional<List<Firing>> backfill(String name, Instant from, Instant to, int most, boolean dryRun) {
        throw new UnsupportedOperationException();
    }
}
