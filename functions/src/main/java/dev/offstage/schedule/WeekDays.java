package dev.offstage.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The field "day of week"; Sunday is 0.
 *
 * @param starred whether it is written with a star at its beginning, so that it restricts nothing where both fields of days count
 * @param days every one in the month
 * @param last the last one in the month
 * @param nth the k-th one in the month, as day + 7(k − 1)
 */
record WeekDays(boolean starred, long days, long last, long nth) {

    static WeekDays read(String text) {
        boolean starred = text.startsWith("*");
        String list = starred ? text.substring(1) : text;
        if (starred && list.isEmpty()) {
            return new WeekDays(true, Numbers.all(0, 6), 0, 0);
        }
        long days = 0;
        long last = 0;
        long nth = 0;
        for (String part : list.split(",", -1)) {
            int hash = part.indexOf('#');
            if (hash > 0) {
                int week = Numbers.atLeast(Numbers.read(part.substring(hash + 1), 1, 5), 0);
                nth |= Numbers.read(part.substring(0, hash), 0, 6) << (7 * (week - 1));
            } else if (part.endsWith("L")) {
                last |= Numbers.read(part.substring(0, part.length() - 1), 0, 6);
            } else {
                days |= Numbers.read(part, 0, 6);
            }
        }
        return new WeekDays(starred, days, last, nth);
    }

    String write() {
        if (starred && days == Numbers.all(0, 6)) {
            return "*";
        }
        List<String> parts = new ArrayList<>(Numbers.write(days));
        for (int day = Numbers.atLeast(last, 0); day >= 0; day = Numbers.atLeast(last, day + 1)) {
            parts.add(day + "L");
        }
        for (int day = Numbers.atLeast(nth, 0); day >= 0; day = Numbers.atLeast(nth, day + 1)) {
            parts.add(day % 7 + "#" + (day / 7 + 1));
        }
        return (starred ? "*" : "") + String.join(",", parts);
    }

    boolean fits(LocalDate date) {
        int weekday = date.getDayOfWeek().getValue() % 7;
        int day = date.getDayOfMonth();
        return Numbers.has(days, weekday)
                || (last != 0 && Numbers.has(last, weekday) && day > date.lengthOfMonth() - 7)
                || (nth != 0 && Numbers.has(nth, weekday + (day - 1) / 7 * 7));
    }
}
