package dev.offstage.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times at the same distance, counted from {@code origin} both ways. */
record EveryTimes(Instant origin, Duration interval) implements Times {

    @Override
    public @Nullable Hit next(Instant instant) {
        return hit(countUpTo(instant.isBefore(FIRST) ? FIRST : instant) + 1);
    }

    @Override
    public @Nullable Hit last(Instant from, Instant upTo) {
        Hit hit = hit(countUpTo(upTo.isAfter(LAST) ? LAST : upTo));
        return hit != null && hit.at().isAfter(from) ? hit : null;
    }

    /** Which of them is the newest not after the instant; the origin is number 0. */
    private long countUpTo(Instant instant) {
        long seconds = instant.getEpochSecond() - origin.getEpochSecond();
        long whole = instant.getNano() < origin.getNano() ? seconds - 1 : seconds;
        return Math.floorDiv(whole, interval.toSeconds());
    }

    private @Nullable Hit hit(long number) {
        Instant at = origin.plusSeconds(number * interval.toSeconds());
        return at.isBefore(FIRST) || at.isAfter(LAST) ? null : Hit.normal(at);
    }
}
