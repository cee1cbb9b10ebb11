package dev.offstage.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The times of one {@link When}, without start and end. All lie within the years 1 to 9999. */
interface Times {
    Instant FIRST = Instant.parse("0001-01-02T00:00:00Z");
    Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

    /** The first after {@code instant}; null when there is none. */
    @Nullable
    Hit next(Instant instant);

    /** The newest after {@code from} and not after {@code upTo}; null when there is none. */
    @Nullable
    Hit last(Instant from, Instant upTo);

    /**
     * One time.
     *
     * @param written the wall time that it stands for, in seconds since the start of 1970, when the mark is {@code moved}, else 0
     */
    record Hit(Instant at, Occurrence.Mark mark, long written) {
        static Hit normal(Instant at) {
            return new Hit(at, Occurrence.Mark.NORMAL, 0);
        }
    }
}
