package dev.offstage.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that only a test moves. */
public final class TestClock implements InstantSource {
    private volatile Instant now;

    public TestClock(String start) {
        now = Instant.parse(start);
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration duration) {
        now = now.plus(duration);
    }

    public void moveTo(Instant time) {
        now = time;
    }
}
