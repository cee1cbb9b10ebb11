package dev.offstage.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How a handler waits: in real time where it runs for good, on the clock of a test elsewhere. */
@FunctionalInterface
public interface Waiting {
    /** Returns at {@code moment} or a little later; at once when it has passed. */
    void until(Instant moment) throws InterruptedException;

    /** Waits in real time, as {@code clock} shows it. */
    static Waiting on(InstantSource clock) {
        return moment -> {
            Duration rest = Duration.between(clock.instant(), moment);
            while (rest.isPositive()) {
                Thread.sleep(rest);
                rest = Duration.between(clock.instant(), moment);
            }
        };
    }
}
