package dev.offstage.schedule;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The instants at which a schedule fires, in order: within {@code startAt} and {@code endAt}, jitter, {@code firstRun} and
 * {@code maxRuns} not included. A year of 200 schedules is walked through in well under a minute. No instant makes it throw; nothing
 * fires outside the years 1 to 9999, nor is a time of a cron expression found that is more than a hundred years away, unless the
 * expression names the year.
 */
public interface Calendar {
    /** The first time after {@code instant}; empty when there is none. */
    Optional<Occurrence> next(Instant instant);

    /**
     * The newest time after {@code from} and not after {@code upTo}; empty when there is none. It takes no longer for a long
     * interval with many times than for a short one.
     */
    Optional<Occurrence> last(Instant from, Instant upTo);

    /** All times after {@code instant}, lazily. */
    default Stream<Occurrence> after(Instant instant) {
        return Stream.iterate(
                        next(instant),
                        Optional::isPresent,
                        last -> next(last.orElseThrow().at()))
                .map(Optional::orElseThrow);
    }

    /** The same without what comes after {@code end}, such as the last firing that {@code maxRuns} leaves. */
    default Calendar until(Instant end) {
        return new EndedCalendar(this, end);
    }

    static Calendar of(ScheduleSpec spec) {
        return new SpecCalendar(spec);
    }
}
