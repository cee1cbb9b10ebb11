package dev.offstage.cron;

import dev.offstage.cron.CronReading.Refused;
import dev.offstage.cron.CronReading.Understood;
import dev.offstage.cron.FieldReading.Fits;
import dev.offstage.cron.FieldReading.Misfit;
import dev.offstage.schedule.CronFields;
import dev.offstage.schedule.Days;
import dev.offstage.schedule.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a cron expression: five fields (minutes, hours, days of month, months, days of week), six with seconds first, or a name
 * such as {@code @daily}. Fields may hold lists, ranges (over the end too: {@code FRI-MON}, {@code 22-4}), steps, names of months and
 * days, {@code L}, {@code L-3}, {@code LW} and {@code 15W} as days of month, {@code 5L} (the last Friday) and {@code 2#1} (the first
 * Tuesday) as days of week, and {@code ?} as a star for days. 0 and 7 are Sunday.
 *
 * <p>{@code 5/15} is every 15th from 5 to the end. A step of a whole round ({@code *}{@code /60} minutes) is its first value, a
 * longer one is refused: it would not do what it says.
 */
public final class CronReader {
    /** The characters that an expression may have. */
    public static final int LONGEST = 200;

    private static final List<CronField> SIX = List.of(
            CronField.SECONDS,
            CronField.MINUTES,
            CronField.HOURS,
            CronField.DAYS_OF_MONTH,
            CronField.MONTHS,
            CronField.DAYS_OF_WEEK);

    private static final Map<String, String> NAMED = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    private CronReader() {}

    /** Reads an expression for a schedule whose days fit by {@link Days#OR}. */
    public static CronReading read(String text) {
        return read(text, Days.OR);
    }

    /**
     * Reads an expression. One that never fires, such as {@code 0 0 30 2 *}, is refused.
     *
     * @param days how the schedule reads days of month and days of week together
     */
    public static CronReading read(String text, Days days) {
        Optional<String> unfit = Characters.complaint(text);
        if (unfit.isPresent()) {
            return new Refused(unfit.get());
        }
        String trimmed = text.strip();
        String written = NAMED.getOrDefault(trimmed.toLowerCase(Locale.ROOT), trimmed);
        String[] fields = written.split("\\s+", -1);
        if (written.startsWith("@") || written.contains("(") || fields.length < 5 || fields.length > 6) {
            return new Refused(Sentences.quoted(trimmed) + notCron(written, fields.length));
        }
        return switch (fields(SIX.subList(6 - fields.length, 6), fields)) {
            case Fits fits -> {
                String all = fields.length == 5 ? "0 " + fits.list() + " *" : fits.list() + " *";
                CronFields read = CronFields.read(all);
                yield read.everFits(days)
                        ? new Understood(new When.Cron(text, read))
                        : new Refused(never(days, written));
            }
            case Misfit misfit -> new Refused(misfit.message());
        };
    }

    /**
     * Reads an expression of AWS: {@code cron(…)} or {@code rate(…)}.
     *
     * @param now an expression whose years are all over by then is refused
     */
    public static CronReading readAws(String text, Instant now) {
        return Characters.complaint(text).<CronReading>map(Refused::new).orElseGet(() -> AwsReader.read(text, now));
    }

    /** The fields one after the other, separated by spaces, as {@link CronFields#read} has them. */
    static FieldReading fields(List<CronField> fields, String[] texts) {
        List<String> lists = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            switch (FieldReader.read(fields.get(i), texts[i].toUpperCase(Locale.ROOT))) {
                case Fits fits -> lists.add(fits.list());
                case Misfit misfit -> {
                    return misfit;
                }
            }
        }
        return new Fits(String.join(" ", lists));
    }

    /** Why no day fits; written by the five or six fields. */
    private static String never(Days days, String written) {
        String[] fields = written.split("\\s+", -1);
        int first = fields.length - 3;
        return "It never fires: no month of " + Sentences.quoted(fields[first + 1]) + " has days of month "
                + Sentences.quoted(fields[first])
                + (days == Days.AND ? " that are days of week " + Sentences.quoted(fields[first + 2]) : "")
                + "; right would be days that such a month has.";
    }

    private static String notCron(String text, int fields) {
        if (text.startsWith("@every")) {
            return " is no cron expression; an interval is written as \"every\": 10 instead of \"cron\".";
        }
        if (text.startsWith("@")) {
            return " is no known name; right would be @yearly, @annually, @monthly, @weekly, @daily, @midnight or @hourly.";
        }
        if (text.contains("(")) {
            return " is an expression of AWS; it is written as \"aws\" instead of \"cron\".";
        }
        return " has " + fields + (fields == 1 ? " field" : " fields")
                + "; right would be 5 (minutes, hours, days of month, months, days of week), or 6 with seconds first.";
    }
}
