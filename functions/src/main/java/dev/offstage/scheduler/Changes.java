package dev.offstage.scheduler;

import dev.offstage.schedule.Origin;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes of stored schedules, each by one conditional write: it answers null, or false, when somebody else was first. What is due
 * before a change is brought into the ledger by what was in force then, what is due after it is placed anew.
 */
final class Changes {
    private final ScheduleStore schedules;
    private final Backlog backlog;
    private final InstantSource clock;

    Changes(SchedulerPorts ports, Placer placer, InstantSource clock) {
        this.schedules = ports.schedules();
        this.backlog = new Backlog(ports, placer);
        this.clock = clock;
    }

    @Nullable
    Schedule create(ScheduleSpec spec, Origin origin) {
        Instant now = clock.instant();
        Schedule first = Revisions.first(spec, origin, backlog.freshNumber(spec.name(), now), now);
        return schedules.create(first) ? first : null;
    }

    @Nullable
    Schedule replace(Schedule seen, ScheduleSpec spec) {
        Instant now = clock.instant();
        Schedule from = cleared(seen, now);
        return from == null ? null : written(from, Revisions.replaced(from, spec, backlog.placedUpTo(now, from), now));
    }

    @Nullable
    Schedule pause(Schedule seen) {
        return written(seen, Revisions.paused(seen, clock.instant()));
    }

    /** @param catchUp whether what was due since the pause is a misfire */
    @Nullable
    Schedule resume(Schedule seen, boolean catchUp) {
        Instant now = clock.instant();
        Schedule from = cleared(seen, now);
        if (from == null) {
            return null;
        }
        Instant anew = catchUp ? firstToCatchUp(from, now) : now;
        return written(from, Revisions.resumed(from, anew, backlog.placedUpTo(anew, from)));
    }

    boolean delete(Schedule seen) {
        Schedule from = cleared(seen, clock.instant());
        return from != null && schedules.delete(from);
    }

    /** The schedule after all that is due is in the ledger; null when it is not the one any more that was seen. */
    private @Nullable Schedule cleared(Schedule seen, Instant now) {
        return backlog.cleared(seen, now)
                .filter(schedule -> schedule.revision() == seen.revision())
                .orElse(null);
    }

    private @Nullable Schedule written(Schedule seen, Schedule next) {
        return schedules.replace(seen, next) ? next : null;
    }

    /** The moment before the first firing since the pause that the misfire rule may let run; now when there is none. */
    private static Instant firstToCatchUp(Schedule schedule, Instant now) {
        ScheduleSpec spec = schedule.spec();
        Instant pausedAt = schedule.pausedAt() == null ? now : schedule.pausedAt();
        Duration grace = spec.misfireGrace();
        Instant bound = grace == null || now.minus(grace).isBefore(pausedAt) ? pausedAt : now.minus(grace);
        int most = switch (spec.misfire()) {
            case RUN_ONCE -> 1;
            case RUN_ALL -> spec.misfireMax();
            case SKIP -> grace == null ? 0 : Integer.MAX_VALUE;
        };
        if (most == Integer.MAX_VALUE) {
            return bound;
        }
        List<Instant> newest = Plan.of(schedule).newest(bound, now, most);
        return newest.isEmpty() ? now : newest.getLast().minusMillis(1);
    }
}
