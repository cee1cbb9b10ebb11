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
        return Math.floorDiv(whole, step());
    }

    private @Nullable Hit hit(long number) {
        long second = origin.getEpochSecond() + number * step();
        boolean near = second >= FIRST.getEpochSecond() && second <= LAST.getEpochSecond();
        return near ? Hit.normal(Instant.ofEpochSecond(second, origin.getNano())) : null;
    }

    /** Never so long that a second step would overflow; the first already leads too far. */
    private long step() {
        return Math.min(interval.toSeconds(), 2 * (LAST.getEpochSecond() - FIRST.getEpochSecond()));
    }
}
