package dev.offstage.schedule;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The days of a cron expression, without a zone. */
record CronDays(CronFields fields, Days days) {

    /** The first day that fits, from {@code first} to {@code last}; null when there is none. */
    @Nullable
    LocalDate next(LocalDate first, LocalDate last) {
        LocalDate day = first;
        while (!day.isAfter(last)) {
            int year = fields.years().atLeast(day.getYear());
            if (year > last.getYear()) {
                return null;
            } else if (year != day.getYear()) {
                day = LocalDate.of(year, 1, 1);
            } else if (!Numbers.has(fields.months(), day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
            } else if (fields.fits(day, days)) {
                return day;
            } else {
                day = day.plusDays(1);
            }
        }
        return null;
    }

    /** The last day that fits, from {@code first} to {@code last}; null when there is none. */
    @Nullable
    LocalDate previous(LocalDate last, LocalDate first) {
        LocalDate day = last;
        while (!day.isBefore(first)) {
            int year = fields.years().atMost(day.getYear());
            if (year < first.getYear()) {
                return null;
            } else if (year != day.getYear()) {
                day = LocalDate.of(year, 12, 31);
            } else if (!Numbers.has(fields.months(), day.getMonthValue())) {
                day = day.withDayOfMonth(1).minusDays(1);
            } else if (fields.fits(day, days)) {
                return day;
            } else {
                day = day.minusDays(1);
            }
        }
        return null;
    }
}
