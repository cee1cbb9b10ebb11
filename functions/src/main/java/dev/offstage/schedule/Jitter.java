package dev.offstage.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * How much later than due a firing starts: never earlier, less than the schedule's jitter, always the same of one firing, and in
 * whole seconds when the jitter is a second or more. So the firings of many schedules that are due at one instant spread.
 */
public final class Jitter {
    private Jitter() {}

    /** The delay of the firing that is due then. */
    public static Duration of(ScheduleSpec spec, Instant dueAt) {
        Duration jitter = spec.jitter();
        if (jitter.isZero() || jitter.isNegative()) {
            return Duration.ZERO;
        }
        long hash = hash(spec.name(), dueAt);
        boolean seconds = jitter.toSeconds() >= 1;
        // As many whole units as are less than the jitter.
        long units = seconds
                ? jitter.plusNanos(999_999_999).toSeconds()
                : jitter.plusNanos(999_999).toMillis();
        long delay = Long.remainderUnsigned(hash, units);
        return seconds ? Duration.ofSeconds(delay) : Duration.ofMillis(delay);
    }

    /** When the firing that is due then starts at the earliest. */
    public static Instant start(ScheduleSpec spec, Instant dueAt) {
        return dueAt.plus(of(spec, dueAt));
    }

    /** FNV-1a over the name and the instant, with the last steps of MurmurHash3, so that neighbours differ in every bit. */
    private static long hash(String name, Instant dueAt) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        hash = mixed(hash ^ dueAt.getEpochSecond());
        return mixed(hash ^ dueAt.getNano());
    }

    private static long mixed(long hash) {
        long once = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        long twice = (once ^ (once >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return twice ^ (twice >>> 33);
    }
}
