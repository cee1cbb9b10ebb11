package dev.offstage.scheduler;

import dev.offstage.schedule.Calendar;
import dev.offstage.schedule.FirstRun;
import dev.offstage.schedule.Occurrence;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The instants at which a schedule is to fire: those of its calendar, and the moment of its making where it fires at once.
 *
 * @param extra that moment; null for none
 */
record Plan(Calendar calendar, @Nullable Instant extra) {

    static Plan of(Schedule schedule) {
        return of(schedule.spec(), schedule.createdAt());
    }

    static Plan of(ScheduleSpec spec, Instant createdAt) {
        boolean fires = spec.firstRun() == FirstRun.NOW
                && (spec.startAt() == null || !spec.startAt().isAfter(createdAt))
                && (spec.endAt() == null || spec.endAt().isAfter(createdAt));
        return new Plan(spec.calendar(), fires ? createdAt : null);
    }

    /** The first instant after {@code instant}; null when there is none. */
    @Nullable
    Instant next(Instant instant) {
        Instant next = calendar.next(instant).map(Occurrence::at).orElse(null);
        boolean extraFirst = extra != null && extra.isAfter(instant) && (next == null || extra.isBefore(next));
        return extraFirst ? extra : next;
    }

    /** The instants after {@code from} and not after {@code upTo}, at most {@code most}. */
    List<Instant> between(Instant from, Instant upTo, int most) {
        List<Instant> instants = new ArrayList<>();
        Instant next = next(from);
        while (next != null && !next.isAfter(upTo) && instants.size() < most) {
            instants.add(next);
            next = next(next);
        }
        return instants;
    }

    /** The newest {@code most} instants after {@code from} and not after {@code upTo}, newest first. */
    List<Instant> newest(Instant from, Instant upTo, int most) {
        List<Instant> instants = new ArrayList<>();
        Instant last = last(from, upTo);
        while (last != null && instants.size() < most) {
            instants.add(last);
            last = last(from, last.minusNanos(1));
        }
        return instants;
    }

    private @Nullable Instant last(Instant from, Instant upTo) {
        Instant last = calendar.last(from, upTo).map(Occurrence::at).orElse(null);
        boolean extraLast =
                extra != null && extra.isAfter(from) && !extra.isAfter(upTo) && (last == null || extra.isAfter(last));
        return extraLast ? extra : last;
    }
}
