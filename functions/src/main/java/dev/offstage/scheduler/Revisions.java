package dev.offstage.scheduler;

import dev.offstage.schedule.FirstRun;
import dev.offstage.schedule.Origin;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What follows on a schedule as it was seen. */
final class Revisions {
    private Revisions() {}

    /**
     * A new one.
     *
     * @param number that no schedule of this name had before, as generation or revision
     */
    static Schedule first(ScheduleSpec spec, Origin origin, long number, Instant now) {
        // Of one that fires at once the moment itself is to be placed.
        Instant before = spec.firstRun() == FirstRun.NOW ? now.minusMillis(1) : now;
        return new Schedule(spec, origin, number, number, now, now, null, before, next(spec, now, before, 0), 0);
    }

    /** The same after more was placed. */
    static Schedule placed(Schedule seen, Instant upTo, @Nullable Instant next, int placed) {
        return new Schedule(
                seen.spec(),
                seen.origin(),
                seen.generation(),
                seen.revision(),
                seen.createdAt(),
                seen.changedAt(),
                seen.pausedAt(),
                upTo,
                next,
                placed);
    }

    /**
     * The same with another definition: what is due from now on is placed anew.
     *
     * @param placed how many firings up to now got a task
     */
    static Schedule replaced(Schedule seen, ScheduleSpec spec, int placed, Instant now) {
        return new Schedule(
                spec,
                seen.origin(),
                seen.generation() + 1,
                seen.revision() + 1,
                seen.createdAt(),
                now,
                seen.pausedAt(),
                now,
                next(spec, seen.createdAt(), now, placed),
                placed);
    }

    static Schedule paused(Schedule seen, Instant now) {
        return new Schedule(
                seen.spec(),
                seen.origin(),
                seen.generation(),
                seen.revision() + 1,
                seen.createdAt(),
                seen.changedAt(),
                now,
                seen.placedUpTo(),
                seen.nextFiring(),
                seen.placed());
    }

    /**
     * The same without its pause.
     *
     * @param from what is due after it is placed anew
     * @param placed how many firings up to then got a task
     */
    static Schedule resumed(Schedule seen, Instant from, int placed) {
        return new Schedule(
                seen.spec(),
                seen.origin(),
                seen.generation() + 1,
                seen.revision() + 1,
                seen.createdAt(),
                seen.changedAt(),
                null,
                from,
                next(seen.spec(), seen.createdAt(), from, placed),
                placed);
    }

    private static @Nullable Instant next(ScheduleSpec spec, Instant createdAt, Instant after, int placed) {
        boolean finished = spec.maxRuns() != null && placed >= spec.maxRuns();
        return finished ? null : Plan.of(spec, createdAt).next(after);
    }
}
