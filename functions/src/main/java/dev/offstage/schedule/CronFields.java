package dev.offstage.schedule;

import java.time.LocalDate;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a cron expression says, read: which seconds, minutes, hours, days, months and years fit. It has a text form, by which it is
 * stored and loaded without the reader of expressions.
 *
 * <p>The text has seven parts: seconds, minutes, hours, days of month, months, days of week (0 is Sunday) and years. Each lists
 * numbers and ranges in order ({@code 0,15-17}); a star stands for all, and a star before a list says that the field was written
 * with a star at its beginning ({@code *0,15,30,45} for every quarter). Days of month may be {@code 15W}, {@code L}, {@code L-3}
 * and {@code LW}, days of week {@code 5L} and {@code 2#1}.
 *
 * <p>The star matters in two places. Where both days of month and days of week are restricted, a day fits by {@link Days}; a field
 * that begins with a star restricts nothing in this sense, as in Vixie cron, so that a day must then fit both: {@code *}{@code /2}
 * in days of month with {@code 1} in days of week names the Mondays with an odd date. And an expression whose minutes or hours
 * begin with a star follows real time when the clocks change ({@link #realTime}).
 *
 * <p>{@code 31W} names nothing in a month without a 31st. The working day nearest to a day lies in the same month.
 */
public final class CronFields {
    private final NumberField seconds;
    private final NumberField minutes;
    private final NumberField hours;
    private final MonthDays monthDays;
    private final NumberField months;
    private final WeekDays weekDays;
    private final Years years;
    private final String text;

    private CronFields(String[] parts) {
        seconds = NumberField.read(parts[0], 0, 59);
        minutes = NumberField.read(parts[1], 0, 59);
        hours = NumberField.read(parts[2], 0, 23);
        monthDays = MonthDays.read(parts[3]);
        months = NumberField.read(parts[4], 1, 12);
        weekDays = WeekDays.read(parts[5]);
        years = Years.read(parts[6]);
        text = String.join(
                " ",
                seconds.write(0, 59),
                minutes.write(0, 59),
                hours.write(0, 23),
                monthDays.write(),
                months.write(1, 12),
                weekDays.write(),
                years.write());
    }

    /**
     * What {@link #write} wrote. Lists need not be in order here.
     *
     * @throws IllegalArgumentException when the text is no such
     */
    public static CronFields read(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 7) {
            throw new IllegalArgumentException("\"" + text + "\" has " + parts.length + " parts instead of 7.");
        }
        return new CronFields(parts);
    }

    /** The text form; equal fields have equal texts. */
    public String write() {
        return text;
    }

    /** Whether any day in any of the years fits; the 30th of February never does. */
    public boolean everFits(Days days) {
        // The Gregorian calendar repeats itself, days of week included, after 400 years.
        LocalDate first = LocalDate.of(years.isAny() ? 2000 : years.atLeast(0), 1, 1);
        LocalDate last = LocalDate.of(years.isAny() ? 2399 : years.atMost(Years.LAST), 12, 31);
        return new CronDays(this, days).next(first, last) != null;
    }

    /** The last year that it names; empty when it names all. */
    public OptionalInt lastYear() {
        return years.isAny() ? OptionalInt.empty() : OptionalInt.of(years.atMost(Years.LAST));
    }

    /**
     * Whether times follow real time when the clocks change: every matching wall minute that there is, as often as it is. So it is
     * when minutes or hours begin with a star. Seconds do not count: {@code * 30 2 * * *} is a fixed half past two, whose sixty
     * seconds merge into one time when the clocks leave it out.
     */
    boolean realTime() {
        return minutes.starred() || hours.starred();
    }

    boolean fits(LocalDate date, Days days) {
        boolean byMonth = monthDays.fits(date);
        boolean byWeek = weekDays.fits(date);
        boolean either = days == Days.OR && !monthDays.starred() && !weekDays.starred();
        return either ? byMonth || byWeek : byMonth && byWeek;
    }

    long seconds() {
        return seconds.numbers();
    }

    long minutes() {
        return minutes.numbers();
    }

    long hours() {
        return hours.numbers();
    }

    long months() {
        return months.numbers();
    }

    Years years() {
        return years;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CronFields fields && text.equals(fields.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
