package dev.offstage.scheduler;

import dev.offstage.engine.UnavailableException;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Schedule;
import java.time.Instant;
import java.util.Optional;

/** Brings schedules up to a moment before somebody changes them, so that nothing that was due before is forgotten. */
final class Backlog {
    /** Portions that one request may place: some seconds' worth. */
    private static final int MOST_PORTIONS = 15;

    private static final int MOST_LINES = 1000;

    private final ScheduleStore schedules;
    private final FiringLedger firings;
    private final Placer placer;

    Backlog(SchedulerPorts ports, Placer placer) {
        this.schedules = ports.schedules();
        this.firings = ports.firings();
        this.placer = placer;
    }

    /**
     * The schedule after all that was due up to now is in the ledger; empty when it was deleted meanwhile.
     *
     * @throws UnavailableException when that takes longer than a request may
     */
    Optional<Schedule> cleared(Schedule seen, Instant now) {
        Schedule schedule = seen;
        for (int i = 0; i < MOST_PORTIONS; i++) {
            if (schedule == null) {
                return Optional.empty();
            }
            Instant next = schedule.nextFiring();
            if (next == null || next.isAfter(now)) {
                return Optional.of(schedule);
            }
            Schedule placed = placer.place(schedule, now).schedule();
            schedule = placed == null ? schedules.find(seen.name()).orElse(null) : placed;
        }
        throw new UnavailableException("Many firings of " + seen.name()
                + " that are long due are still being written; repeat the request in a minute.");
    }

    /**
     * How many firings up to {@code upTo} got a task, when those after it are to be placed anew. What had its task when a pause began, and
     * was held back by it, is no run.
     */
    int placedUpTo(Instant upTo, Schedule schedule) {
        Instant pausedAt = schedule.pausedAt();
        Instant from = pausedAt == null ? upTo : pausedAt;
        Instant to = pausedAt == null ? schedule.placedUpTo() : lastWithTask(pausedAt, schedule);
        if (schedule.spec().maxRuns() == null || !to.isAfter(from)) {
            return schedule.placed();
        }
        long undone = firings.list(schedule.name(), from.plusMillis(1), to.plusMillis(1), MOST_LINES).stream()
                .filter(line -> Lines.counts(schedule.generation(), line) && !Lines.hasFired(line))
                .count();
        return (int) Math.max(0, schedule.placed() - undone);
    }

    /** While it is paused firings pass without a task; those that have one were placed before. */
    private static Instant lastWithTask(Instant pausedAt, Schedule schedule) {
        Instant ahead = pausedAt.plus(Placer.AHEAD.multipliedBy(2));
        return ahead.isBefore(schedule.placedUpTo()) ? ahead : schedule.placedUpTo();
    }

    /** A number that no generation or revision of a schedule of that name has had, as far as its lines still tell. */
    long freshNumber(String name, Instant now) {
        long last = firings
                .list(name, now.minus(Placer.AHEAD.multipliedBy(5)), now.plus(Placer.AHEAD.multipliedBy(2)), MOST_LINES)
                .stream()
                .mapToLong(Firing::generation)
                .max()
                .orElse(0);
        return Math.max(now.toEpochMilli(), last + 1);
    }
}
