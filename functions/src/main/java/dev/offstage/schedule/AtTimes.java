package dev.offstage.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One time. */
record AtTimes(Instant at) implements Times {

    @Override
    public @Nullable Hit next(Instant instant) {
        return last(instant, LAST);
    }

    @Override
    public @Nullable Hit last(Instant from, Instant upTo) {
        boolean asked = at.isAfter(from) && !at.isAfter(upTo);
        return asked && !at.isBefore(FIRST) && !at.isAfter(LAST) ? Hit.normal(at) : null;
    }
}
