package dev.offstage.local.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a schedule fires. */
public sealed interface Timetable permits Timetable.Rate, CronTable {
    /** The next firing after {@code moment}. */
    Instant after(Instant moment);

    /** The first firing of a host that starts at {@code start}. */
    Instant first(Instant start);

    /** Every so often, from the start on. */
    record Rate(Duration period) implements Timetable {
        @Override
        public Instant after(Instant moment) {
            return moment.plus(period);
        }

        @Override
        public Instant first(Instant start) {
            return start;
        }
    }

    Pattern RATE = Pattern.compile("rate\\((\\d{1,6}) (minute|hour|day)s?\\)");
    Pattern CRON = Pattern.compile("cron\\((.*)\\)");

    /**
     * The timetable that {@code expression} writes as EventBridge does.
     *
     * @throws IllegalArgumentException when it is none; the message ends a sentence that begins with the expression
     */
    static Timetable parse(String expression, ZoneId zone) {
        Matcher rate = RATE.matcher(expression);
        if (rate.matches() && !rate.group(1).matches("0+")) {
            long count = Long.parseLong(rate.group(1));
            return new Rate(
                    switch (rate.group(2).toLowerCase(Locale.ROOT)) {
                        case "minute" -> Duration.ofMinutes(count);
                        case "hour" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    });
        }
        Matcher cron = CRON.matcher(expression);
        if (cron.matches()) {
            return CronTable.parse(cron.group(1), zone);
        }
        throw new IllegalArgumentException("is not known here; known are rate(5 minutes) and cron(0 2 * * ? *)");
    }
}
