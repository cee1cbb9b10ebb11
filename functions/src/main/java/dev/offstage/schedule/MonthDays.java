package dev.offstage.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The field "day of month".
 *
 * @param starred whether it is written with a star at its beginning, so that it restricts nothing where both fields of days count
 * @param days by their number
 * @param beforeLast so many days before the last of the month
 * @param nearest the working days nearest to these, in the same month
 * @param lastWorkingDay whether the last of Monday to Friday in the month fits
 */
record MonthDays(boolean starred, long days, long beforeLast, long nearest, boolean lastWorkingDay) {

    static MonthDays read(String text) {
        boolean starred = text.startsWith("*");
        String list = starred ? text.substring(1) : text;
        if (starred && list.isEmpty()) {
            return new MonthDays(true, Numbers.all(1, 31), 0, 0, false);
        }
        long days = 0;
        long beforeLast = 0;
        long nearest = 0;
        boolean lastWorkingDay = false;
        for (String part : list.split(",", -1)) {
            if (part.equals("LW")) {
                lastWorkingDay = true;
            } else if (part.equals("L")) {
                beforeLast |= 1;
            } else if (part.startsWith("L-")) {
                beforeLast |= Numbers.read(part.substring(2), 0, 30);
            } else if (part.endsWith("W")) {
                nearest |= Numbers.read(part.substring(0, part.length() - 1), 1, 31);
            } else {
                days |= Numbers.read(part, 1, 31);
            }
        }
        return new MonthDays(starred, days, beforeLast, nearest, lastWorkingDay);
    }

    String write() {
        if (starred && days == Numbers.all(1, 31)) {
            return "*";
        }
        List<String> parts = new ArrayList<>(Numbers.write(days));
        for (int day = Numbers.atLeast(nearest, 0); day >= 0; day = Numbers.atLeast(nearest, day + 1)) {
            parts.add(day + "W");
        }
        for (int day = Numbers.atLeast(beforeLast, 0); day >= 0; day = Numbers.atLeast(beforeLast, day + 1)) {
            parts.add(day == 0 ? "L" : "L-" + day);
        }
        if (lastWorkingDay) {
            parts.add("LW");
        }
        return (starred ? "*" : "") + String.join(",", parts);
    }

    boolean fits(LocalDate date) {
        int day = date.getDayOfMonth();
        return Numbers.has(days, day)
                || (beforeLast != 0 && Numbers.has(beforeLast, date.lengthOfMonth() - day))
                || (nearest != 0 && isNearest(date, day))
                || (lastWorkingDay && day == nearestWorkingDay(date, date.lengthOfMonth()));
    }

    private boolean isNearest(LocalDate date, int day) {
        // None is further away than two days: 1W of a month that begins on a Saturday.
        for (int asked = Math.max(1, day - 2); asked <= Math.min(date.lengthOfMonth(), day + 2); asked++) {
            if (Numbers.has(nearest, asked) && nearestWorkingDay(date, asked) == day) {
                return true;
            }
        }
        return false;
    }

    private static int nearestWorkingDay(LocalDate month, int day) {
        return switch (month.withDayOfMonth(day).getDayOfWeek()) {
            case SATURDAY -> day == 1 ? 3 : day - 1;
            case SUNDAY -> day == month.lengthOfMonth() ? day - 2 : day + 1;
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
        };
    }
}
