package dev.offstage.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One time. */
record AtTimes(Instant at) implements Times {

    @Override
    public @Nullable Hit next(Instant instant) {
        return at.isAfter(instant) ? Hit.normal(at) : null;
    }

    @Override
    public @Nullable Hit last(Instant from, Instant upTo) {
        return at.isAfter(from) && !at.isAfter(upTo) ? Hit.normal(at) : null;
    }
}
