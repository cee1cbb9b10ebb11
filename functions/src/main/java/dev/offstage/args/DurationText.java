package dev.offstage.args;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as ISO 8601 writes them: weeks, days, hours, minutes and seconds, the last of them perhaps with a fraction. */
public final class DurationText {
    /** To follow a sentence about a text that is none. */
    private static final String NO_CALENDAR =
            " Years and months are not taken, since their lengths differ; give weeks, days, hours, minutes or seconds.";

    private static final String NUMBER = "(\\d{1,15}(?:[.,]\\d{1,9})?)";
    /** There is a number, none after a fraction, and something after the T. */
    private static final Pattern FORM = Pattern.compile(
            "(?=.*\\d)(?!.*[.,]\\d+[WDHM]T?\\d)(?!.*T$)([-+]?)P(?:" + NUMBER + "W)?(?:" + NUMBER + "D)?(?:T(?:" + NUMBER
                    + "H)?(?:" + NUMBER + "M)?(?:" + NUMBER + "S)?)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CALENDAR =
            Pattern.compile("[-+]?P[^T]*\\d[YM].*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final long[] SECONDS = {604_800, 86_400, 3600, 60, 1};

    /** Longer than this is as good as for ever, and can still be added to. */
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000_000L);

    private static final int LONGEST = 100;

    private DurationText() {}

    /** The duration that {@code text} is; empty when it is none. Beyond all reason long ones are cut. */
    public static Optional<Duration> read(String text) {
        return seconds(text).map(DurationText::duration);
    }

    /** The same in seconds. */
    static Optional<BigDecimal> seconds(String text) {
        Matcher parts = FORM.matcher(text);
        if (text.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < SECONDS.length; i++) {
            String number = parts.group(i + 2);
            if (number != null) {
                sum = sum.add(new BigDecimal(number.replace(',', '.')).multiply(BigDecimal.valueOf(SECONDS[i])));
            }
        }
        return Optional.of("-".equals(parts.group(1)) ? sum.negate() : sum);
    }

    static Duration duration(BigDecimal seconds) {
        BigDecimal nanos =
                seconds.min(MOST).max(MOST.negate()).movePointRight(9).setScale(0, RoundingMode.HALF_UP);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }

    /** What else is to be said of a text that is refused, as a sentence after a space; empty for nothing. */
    public static String hint(String text) {
        return CALENDAR.matcher(text).matches() ? NO_CALENDAR : "";
    }
}
