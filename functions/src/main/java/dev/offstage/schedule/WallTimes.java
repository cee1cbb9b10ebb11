package dev.offstage.schedule;

import java.time.LocalDate;

/**
 * The times of a cron expression on a wall clock that nobody ever changes. They are seconds since the start of 1970 on that
 * clock.
 */
final class WallTimes {
    /** There is no such time. */
    static final long NONE = Long.MIN_VALUE;

    private static final int DAY = 86_400;

    private final CronFields fields;
    private final CronDays days;

    WallTimes(CronFields fields, Days days) {
        this.fields = fields;
        this.days = new CronDays(fields, days);
    }

    /** The first in [{@code from}, {@code to}), else {@link #NONE}. */
    long next(long from, long to) {
        if (from >= to) {
            return NONE;
        }
        LocalDate asked = dayOf(from);
        LocalDate day = days.next(asked, dayOf(to - 1));
        int second = asked.equals(day) ? atLeast(Math.floorMod(from, DAY)) : -1;
        if (asked.equals(day) && second < 0) {
            day = days.next(asked.plusDays(1), dayOf(to - 1));
        }
        long found = day == null ? to : day.toEpochDay() * DAY + (second < 0 ? atLeast(0) : second);
        return found < to ? found : NONE;
    }

    /** The last in [{@code from}, {@code to}), else {@link #NONE}. */
    long last(long from, long to) {
        if (from >= to) {
            return NONE;
        }
        LocalDate asked = dayOf(to - 1);
        LocalDate day = days.previous(asked, dayOf(from));
        int second = asked.equals(day) ? atMost(Math.floorMod(to - 1, DAY)) : -1;
        if (asked.equals(day) && second < 0) {
            day = days.previous(asked.minusDays(1), dayOf(from));
        }
        long found = day == null ? NONE : day.toEpochDay() * DAY + (second < 0 ? atMost(DAY - 1) : second);
        return found >= from ? found : NONE;
    }

    private static LocalDate dayOf(long wall) {
        return LocalDate.ofEpochDay(Math.floorDiv(wall, DAY));
    }

    /** The first second of a day that fits and is at least {@code second}; −1 when there is none. */
    private int atLeast(int second) {
        int hour = second / 3600;
        int minute = second / 60 % 60;
        if (Numbers.has(fields.hours(), hour)) {
            int sameMinute = Numbers.atLeast(fields.seconds(), second % 60);
            if (sameMinute >= 0 && Numbers.has(fields.minutes(), minute)) {
                return secondOf(hour, minute, sameMinute);
            }
            int later = Numbers.atLeast(fields.minutes(), minute + 1);
            if (later >= 0) {
                return secondOf(hour, later, Numbers.atLeast(fields.seconds(), 0));
            }
        }
        int later = Numbers.atLeast(fields.hours(), hour + 1);
        return later < 0
                ? -1
                : secondOf(later, Numbers.atLeast(fields.minutes(), 0), Numbers.atLeast(fields.seconds(), 0));
    }

    /** The last second of a day that fits and is at most {@code second}; −1 when there is none. */
    private int atMost(int second) {
        int hour = second / 3600;
        int minute = second / 60 % 60;
        if (Numbers.has(fields.hours(), hour)) {
            int sameMinute = Numbers.atMost(fields.seconds(), second % 60);
            if (sameMinute >= 0 && Numbers.has(fields.minutes(), minute)) {
                return secondOf(hour, minute, sameMinute);
            }
            int earlier = Numbers.atMost(fields.minutes(), minute - 1);
            if (earlier >= 0) {
                return secondOf(hour, earlier, Numbers.atMost(fields.seconds(), 59));
            }
        }
        int earlier = Numbers.atMost(fields.hours(), hour - 1);
        return earlier < 0
                ? -1
                : secondOf(earlier, Numbers.atMost(fields.minutes(), 59), Numbers.atMost(fields.seconds(), 59));
    }

    private static int secondOf(int hour, int minute, int second) {
        return hour * 3600 + minute * 60 + second;
    }
}
