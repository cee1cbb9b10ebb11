package dev.offstage.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * The times of a cron expression found the slow way, without the code under test: it looks at every second of the wall clock, and asks
 * java.time how often it exists. It reads numbers, lists, ranges, steps, L, W and #, no names.
 */
final class BruteForce {
    private final IntPredicate seconds;
    private final IntPredicate minutes;
    private final IntPredicate hours;
    private final IntPredicate months;
    private final String monthDays;
    private final String weekDays;
    private final boolean realTime;

    BruteForce(String expression) {
        String[] fields = expression.split(" ", -1);
        int at = fields.length - 5;
        seconds = at == 0 ? second -> second == 0 : numbers(fields[0], 0, 59);
        minutes = numbers(fields[at], 0, 59);
        hours = numbers(fields[at + 1], 0, 23);
        monthDays = fields[at + 2];
        months = numbers(fields[at + 3], 1, 12);
        weekDays = fields[at + 4];
        realTime = fields[at].startsWith("*") || fields[at + 1].startsWith("*");
    }

    /** Lines such as {@code 2026-03-29T03:00+02:00 moved}, for what lies after {@code from} and before {@code to}. */
    List<String> times(ZoneId zone, Dst dst, Days days, Instant from, Instant to) {
        ZoneRules rules = zone.getRules();
        Map<Instant, List<String>> found = new TreeMap<>();
        LocalDate last = LocalDate.ofInstant(to, ZoneOffset.UTC).plusDays(3);
        for (LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC).minusDays(3);
                day.isBefore(last);
                day = day.plusDays(1)) {
            if (months.test(day.getMonthValue()) && fits(day, days)) {
                walk(day, rules, dst, found);
            }
        }
        List<String> lines = new ArrayList<>();
        found.forEach((instant, marks) -> {
            if (instant.isAfter(from) && instant.isBefore(to)) {
                lines.add(instant.atZone(zone).toOffsetDateTime() + " "
                        + (marks.size() > 1 ? "merged" : marks.getFirst()));
            }
        });
        return lines;
    }

    private void walk(LocalDate day, ZoneRules rules, Dst dst, Map<Instant, List<String>> found) {
        for (int hour = 0; hour < 24; hour++) {
            for (int minute = 0; hours.test(hour) && minute < 60; minute++) {
                for (int second = 0; minutes.test(minute) && second < 60; second++) {
                    if (seconds.test(second)) {
                        wall(day.atTime(hour, minute, second), rules, dst, found);
                    }
                }
            }
        }
    }

    private void wall(LocalDateTime wall, ZoneRules rules, Dst dst, Map<Instant, List<String>> found) {
        List<ZoneOffset> offsets = rules.getValidOffsets(wall);
        if (offsets.isEmpty()) {
            if (!realTime && dst != Dst.SKIP && dst != Dst.AWS) {
                add(found, rules.getTransition(wall).getInstant(), "moved");
            }
            return;
        }
        add(found, wall.toInstant(offsets.getFirst()), "normal");
        if (offsets.size() == 2 && (realTime || dst == Dst.TWICE)) {
            add(found, wall.toInstant(offsets.getLast()), "repeated");
        }
    }

    private static void add(Map<Instant, List<String>> found, Instant instant, String mark) {
        found.putIfAbsent(instant, new ArrayList<>());
        found.get(instant).add(mark);
    }

    private boolean fits(LocalDate day, Days days) {
        boolean byMonth = List.of(monthDays.split(",", -1)).stream().anyMatch(item -> fitsMonth(day, item));
        boolean byWeek = List.of(weekDays.split(",", -1)).stream().anyMatch(item -> fitsWeek(day, item));
        boolean anyStar = monthDays.startsWith("*") || weekDays.startsWith("*");
        return (days == Days.OR && !anyStar) ? byMonth || byWeek : byMonth && byWeek;
    }

    private static boolean fitsMonth(LocalDate day, String item) {
        LocalDate last = day.with(TemporalAdjusters.lastDayOfMonth());
        if (item.equals("L")) {
            return day.equals(last);
        } else if (item.equals("LW")) {
            return day.equals(nearest(last));
        } else if (item.startsWith("L-")) {
            return day.equals(last.minusDays(Integer.parseInt(item.substring(2))));
        } else if (item.endsWith("W")) {
            int asked = Integer.parseInt(item.substring(0, item.length() - 1));
            return asked <= last.getDayOfMonth() && day.equals(nearest(day.withDayOfMonth(asked)));
        }
        return numbers(item, 1, 31).test(day.getDayOfMonth());
    }

    /** The closest working day of the same month. */
    private static LocalDate nearest(LocalDate asked) {
        for (int distance : List.of(0, -1, 1, -2, 2)) {
            LocalDate day = asked.plusDays(distance);
            boolean works = day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
            if (works && day.getMonth() == asked.getMonth()) {
                return day;
            }
        }
        throw new IllegalStateException(asked.toString());
    }

    private static boolean fitsWeek(LocalDate day, String item) {
        if (item.contains("#")) {
            int week = Integer.parseInt(item.substring(2));
            LocalDate nth = day.with(TemporalAdjusters.dayOfWeekInMonth(week, weekday(item.charAt(0))));
            return day.equals(nth);
        } else if (item.endsWith("L")) {
            return day.equals(day.with(TemporalAdjusters.lastInMonth(weekday(item.charAt(0)))));
        }
        int weekday = day.getDayOfWeek().getValue();
        IntPredicate fits = numbers(item.equals("7") ? "0" : item, 0, 6);
        return fits.test(weekday % 7);
    }

    private static DayOfWeek weekday(char number) {
        return number == '0' ? DayOfWeek.SUNDAY : DayOfWeek.of(number - '0');
    }

    private static IntPredicate numbers(String field, int first, int last) {
        boolean[] fits = new boolean[last + 1];
        for (String item : field.split(",", -1)) {
            String[] parts = item.split("/", -1);
            String[] ends = parts[0].split("-", -1);
            int step = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
            int from = parts[0].equals("*") ? first : Integer.parseInt(ends[0]);
            int to = ends.length == 2
                    ? Integer.parseInt(ends[1])
                    : parts.length == 2 || parts[0].equals("*") ? last : from;
            for (int value = from, left = Math.floorMod(to - from, last - first + 1); left >= 0; left -= step) {
                fits[value] = true;
                value = first + Math.floorMod(value - first + step, last - first + 1);
            }
        }
        return value -> fits[value];
    }
}
