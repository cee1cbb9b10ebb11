package dev.offstage.local.time;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;

/**
 * A schedule in EventBridge's six fields: minute, hour, day of month, month, day of week (1 is Sunday), year. Lists,
 * ranges, steps and names are read; L, W and # are refused. A wall time that a change of the clocks leaves out is left out, one that
 * comes twice fires the first time alone, unless every hour is meant.
 */
record CronTable(BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays, BitSet years, ZoneId zone)
        implements Timetable {
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final int LAST_YEAR = 2199;
    private static final int HOURS = 24;

    static CronTable parse(String text, ZoneId zone) {
        String[] fields = text.strip().split("\\s+", -1);
        if (fields.length != 6) {
            throw new IllegalArgumentException("has " + fields.length + " fields; cron takes six");
        }
        return new CronTable(
                CronField.parse(fields[0], 0, 59, List.of()),
                CronField.parse(fields[1], 0, 23, List.of()),
                CronField.parse(fields[2], 1, 31, List.of()),
                CronField.parse(fields[3], 1, 12, MONTHS),
                CronField.parse(fields[4], 1, 7, WEEKDAYS),
                CronField.parse(fields[5], 1970, LAST_YEAR, List.of()),
                zone);
    }

    @Override
    public Instant first(Instant start) {
        return after(start);
    }

    @Override
    public Instant after(Instant moment) {
        ZonedDateTime at = moment.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        while (at.getYear() <= LAST_YEAR) {
            if (!onDay(at)) {
                at = at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!hours.get(at.getHour())) {
                at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.get(at.getMinute()) || comesAgain(at)) {
                at = at.plusMinutes(1);
            } else {
                return at.toInstant();
            }
        }
        return Instant.MAX;
    }

    private boolean comesAgain(ZonedDateTime at) {
        return hours.cardinality() < HOURS
                && !at.withEarlierOffsetAtOverlap().getOffset().equals(at.getOffset());
    }

    private boolean onDay(ZonedDateTime at) {
        return years.get(at.getYear())
                && months.get(at.getMonthValue())
                && days.get(at.getDayOfMonth())
                && weekdays.get(at.getDayOfWeek().getValue() % 7 + 1);
    }
}
