package dev.offstage.args;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments as RFC 3339 writes them, with any offset up to 23:59, which is more than {@link ZoneOffset} has. */
public final class TimeText {
    private static final Pattern FORM =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)\\d*"
                    + "(?:Z|([-+])([01]\\d|2[0-3]):([0-5]\\d))");
    private static final Pattern LEAP = Pattern.compile(".*[Tt]\\d{2}:\\d{2}:60.*", Pattern.DOTALL);
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final int LONGEST = 100;

    private TimeText() {}

    /** The moment that {@code text} is, in the years 0 to 9999 of UTC; empty when it is none. What is finer than a nanosecond is cut. */
    public static Optional<Instant> read(String text) {
        Matcher parts = FORM.matcher(text.toUpperCase(Locale.ROOT));
        if (text.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        try {
            Instant time = LocalDateTime.parse(parts.group(1))
                    .toInstant(ZoneOffset.UTC)
                    .minus(offset(parts));
            return Optional.of(time).filter(at -> !at.isBefore(EARLIEST) && at.isBefore(END));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration offset(Matcher parts) {
        if (parts.group(2) == null) {
            return Duration.ZERO;
        }
        Duration offset = Duration.ofHours(Long.parseLong(parts.group(3))).plusMinutes(Long.parseLong(parts.group(4)));
        return parts.group(2).equals("-") ? offset.negated() : offset;
    }

    /** What else is to be said of a text that is refused, as a sentence after a space; empty for nothing. */
    public static String hint(String text) {
        return LEAP.matcher(text).matches()
                ? " A leap second (:60) is not taken, since clocks here have none; give the second before or after it."
                : "";
    }
}
