package dev.offstage.schedule;

import java.time.Instant;
import java.util.Optional;

/** A calendar without what comes after {@code end}. */
record EndedCalendar(Calendar whole, Instant end) implements Calendar {

    @Override
    public Optional<Occurrence> next(Instant instant) {
        return whole.next(instant).filter(found -> !found.at().isAfter(end));
    }

    @Override
    public Optional<Occurrence> last(Instant from, Instant upTo) {
        return whole.last(from, upTo.isAfter(end) ? end : upTo);
    }
}
