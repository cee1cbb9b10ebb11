package dev.offstage.api;

import dev.offstage.args.TimeText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as clients see them: RFC 3339, UTC, milliseconds; lengths of time in seconds. */
final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /** The moment that {@code text} names, RFC 3339 with any offset, from 1970 on; empty when none. */
    static Optional<Instant> read(String text) {
        return read(text, Instant.EPOCH, Instant.MAX);
    }

    /** The same between two others, as precise as the clock: a part of a millisecond makes it the next. */
    static Optional<Instant> read(String text, Instant earliest, Instant latest) {
        return TimeText.read(text)
                .filter(time -> !time.isBefore(earliest) && !time.isAfter(latest))
                .map(time -> time.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS));
    }

    static @Nullable String write(@Nullable Instant time) {
        return time == null ? null : FORMAT.format(time);
    }

    static @Nullable Number seconds(@Nullable Duration time) {
        return time == null ? null : inSeconds(time);
    }

    /** Whole seconds as such, others with their milliseconds. */
    static Number inSeconds(Duration time) {
        return time.toMillisPart() == 0 ? (Number) time.toSeconds() : BigDecimal.valueOf(time.toMillis(), 3);
    }
}
