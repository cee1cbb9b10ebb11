package dev.offstage.cron;

import dev.offstage.cron.CronReading.Refused;
import dev.offstage.cron.CronReading.Understood;
import dev.offstage.cron.FieldReading.Fits;
import dev.offstage.cron.FieldReading.Misfit;
import dev.offstage.schedule.CronFields;
import dev.offstage.schedule.Days;
import dev.offstage.schedule.When;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads expressions of AWS. */
final class AwsReader {
    private static final List<CronField> FIELDS = List.of(
            CronField.MINUTES,
            CronField.HOURS,
            CronField.DAYS_OF_MONTH,
            CronField.MONTHS,
            CronField.AWS_DAYS_OF_WEEK,
            CronField.YEARS);

    private static final Pattern RATE = Pattern.compile("([0-9]{1,9}) +(minute|hour|day)(s?)");
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private AwsReader() {}

    static CronReading read(String text, Instant now) {
        String trimmed = text.strip();
        if (trimmed.startsWith("cron(") && trimmed.endsWith(")")) {
            return cron(text, trimmed.substring(5, trimmed.length() - 1).strip(), now);
        }
        if (trimmed.startsWith("rate(") && trimmed.endsWith(")")) {
            return rate(text, trimmed.substring(5, trimmed.length() - 1).strip());
        }
        return new Refused(
                Sentences.quoted(trimmed)
                        + (trimmed.startsWith("at(")
                                ? " is one date; it is written as \"at\": \"2026-12-24T18:00:00+01:00\" instead of \"aws\"."
                                : " is no expression of AWS; right would be such as \"cron(0 9 ? * MON-FRI *)\" or \"rate(5 minutes)\"."));
    }

    private static CronReading cron(String text, String inner, Instant now) {
        String[] fields = inner.split("\\s+", -1);
        if (fields.length != 6) {
            return new Refused("cron(…) has " + (inner.isEmpty() ? 0 : fields.length)
                    + " fields; right would be 6: minutes, hours, days of month, months, days of week and years.");
        }
        if (fields[2].equals("?") == fields[4].equals("?")) {
            return new Refused("Days of month are " + Sentences.quoted(fields[2]) + " and days of week "
                    + Sentences.quoted(fields[4]) + "; right would be a ? in one of the two, and in one only.");
        }
        return switch (CronReader.fields(FIELDS, fields)) {
            case Fits fits -> possible(text, fields, CronFields.read("0 " + fits.list()), now);
            case Misfit misfit -> new Refused(misfit.message());
        };
    }

    private static CronReading possible(String text, String[] fields, CronFields read, Instant now) {
        int year = now.atOffset(ZoneOffset.UTC).getYear();
        OptionalInt last = read.lastYear();
        // In some zone it may still be last year.
        if (last.isPresent()
                && last.getAsInt() < now.atOffset(ZoneOffset.ofHours(-12)).getYear()) {
            return new Refused("In years, " + Sentences.quoted(fields[5]) + " is over; right would be " + year
                    + " or later, up to 2199, or *.");
        }
        return read.everFits(Days.AND)
                ? new Understood(new When.AwsCron(text, read))
                : new Refused("It never fires: no month of " + Sentences.quoted(fields[3]) + " in years "
                        + Sentences.quoted(fields[5]) + " has days of month " + Sentences.quoted(fields[2])
                        + "; right would be days that such a month has.");
    }

    private static CronReading rate(String text, String inner) {
        Matcher parts = RATE.matcher(inner);
        if (!parts.matches()) {
            return new Refused(
                    "rate(…) has " + Sentences.quoted(inner)
                            + "; right would be a number and a unit, such as \"rate(1 minute)\", \"rate(12 hours)\" or \"rate(7 days)\".");
        }
        int count = Integer.parseInt(parts.group(1));
        boolean plural = !parts.group(3).isEmpty();
        if (count == 0) {
            return new Refused("rate(…) has a value of 0; right would be 1 or more.");
        }
        if (plural == (count == 1)) {
            return new Refused(
                    "rate(…) has " + Sentences.quoted(inner) + "; right would be \"rate(" + count + " " + parts.group(2)
                            + (count == 1 ? "" : "s") + ")\": AWS has the singular for 1, the plural for more.");
        }
        Duration interval = switch (parts.group(2)) {
            case "minute" -> Duration.ofMinutes(count);
            case "hour" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
        return interval.compareTo(LONGEST) > 0
                ? new Refused(
                        "rate(…) has " + Sentences.quoted(inner) + "; right would be at most 100 years, 36500 days.")
                : new Understood(new When.AwsRate(text, interval));
    }
}
