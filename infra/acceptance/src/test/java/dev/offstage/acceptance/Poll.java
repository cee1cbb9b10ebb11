package dev.offstage.acceptance;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again and again until something is there or its time is over. */
final class Poll {
    private static final Duration STEP = Duration.ofMillis(100);

    private Poll() {}

    /** What {@code look} gives once {@code isThere} says so; fails, with the last look, when {@code time} is over. */
    static <T> T until(String what, Duration time, Supplier<T> look, Predicate<T> isThere) {
        long end = System.nanoTime() + time.toNanos();
        T seen = look.get();
        while (!isThere.test(seen)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(
                        "After " + time.toSeconds() + " s still not: " + what + ". Last seen: " + seen);
            }
            LockSupport.parkNanos(STEP.toNanos());
            seen = look.get();
        }
        return seen;
    }

    /** Returns once {@code isSo}. */
    static void until(String what, Duration time, Supplier<Boolean> isSo) {
        until(what, time, isSo, Boolean::booleanValue);
    }
}
