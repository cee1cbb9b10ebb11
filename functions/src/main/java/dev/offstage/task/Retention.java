package dev.offstage.task;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long the record of a task that ended is kept.
 *
 * @param time zero drops it at once, null keeps it for ever
 */
public record Retention(@Nullable Duration time) {
    public static final Retention FOREVER = new Retention(null);

    public static Retention of(Duration time) {
        return new Retention(time);
    }

    boolean isNone() {
        return time != null && time.isZero();
    }

    /** When a record that ended at {@code end} is gone, in whole seconds as the store's clock for deletion counts; null for never. */
    @Nullable
    Instant purgeAt(Instant end) {
        return time == null ? null : end.plus(time).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
    }

    /** The longer of both. */
    public Retention orLonger(Duration other) {
        return time == null || time.compareTo(other) >= 0 ? this : of(other);
    }
}
