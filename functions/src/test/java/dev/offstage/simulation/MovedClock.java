package dev.offstage.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** The clock of the machine, moved on by waits that nobody waited for. */
final class MovedClock implements InstantSource {
    private final InstantSource clock = InstantSource.system();
    private final AtomicLong ahead = new AtomicLong();

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(clock.millis() + ahead.get());
    }

    void moveOn(Duration time) {
        ahead.addAndGet(time.toMillis());
    }
}
