package dev.offstage.schedule;

import static dev.offstage.schedule.WallTimes.NONE;

import dev.offstage.schedule.Occurrence.Mark;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * The times of a cron expression in a zone. Between two changes of the clocks its wall times are shifted by the offset; at a change
 * {@link Dst} decides, unless the expression follows real time.
 */
final class CronTimes implements Times {
    private final CronFields fields;
    private final WallTimes walls;
    private final ZoneRules rules;
    private final boolean moves;
    private final boolean repeats;

    /** Where the last question was about; others get it anew. */
    private Stretch latest;

    CronTimes(CronFields fields, Days days, ZoneId zone, Dst dst) {
        this.fields = fields;
        walls = new WallTimes(fields, days);
        rules = zone.getRules();
        moves = !fields.realTime() && (dst == Dst.VIXIE || dst == Dst.TWICE);
        repeats = fields.realTime() || dst == Dst.TWICE;
        latest = Stretch.at(0, rules);
    }

    @Override
    public @Nullable Hit next(Instant instant) {
        if (!instant.isBefore(LAST)) {
            return null;
        }
        long second = instant.isBefore(FIRST) ? FIRST.getEpochSecond() : instant.getEpochSecond() + 1;
        Stretch stretch = stretchAt(second);
        long horizon = horizon(second);
        while (true) {
            Hit hit = second == stretch.start() ? atChange(stretch) : null;
            long end = Math.min(stretch.end(), horizon);
            hit = hit == null ? within(stretch, walls.next(visible(stretch, second), end + stretch.offset())) : hit;
            if (hit != null || stretch.end() > horizon) {
                return hit;
            }
            second = stretch.end();
            stretch = stretchAt(second);
        }
    }

    @Override
    public @Nullable Hit last(Instant from, Instant upTo) {
        if (upTo.isBefore(FIRST)) {
            return null;
        }
        long second = (upTo.isAfter(LAST) ? LAST : upTo).getEpochSecond();
        long first = from.isBefore(FIRST) ? FIRST.getEpochSecond() : from.getEpochSecond() + 1;
        while (second >= first) {
            Stretch stretch = stretchAt(second);
            long start = Math.max(first, stretch.start());
            // What is written for the first second after a gap belongs to the change.
            long plain = start == stretch.start() && stretch.leftOut() > 0 ? start + 1 : start;
            Hit hit = within(stretch, walls.last(visible(stretch, plain), second + stretch.offset() + 1));
            hit = hit == null && start == stretch.start() ? atChange(stretch) : hit;
            if (hit != null) {
                return hit;
            }
            second = stretch.start() - 1;
        }
        return null;
    }

    /** The wall time from which on times count that are not before {@code second}. */
    private long visible(Stretch stretch, long second) {
        long wall = second + stretch.offset();
        return repeats ? wall : Math.max(wall, stretch.repeatedUntil());
    }

    private static @Nullable Hit within(Stretch stretch, long wall) {
        return wall == NONE
                ? null
                : new Hit(
                        Instant.ofEpochSecond(wall - stretch.offset()),
                        wall < stretch.repeatedUntil() ? Mark.REPEATED : Mark.NORMAL,
                        0);
    }

    /** What the first second of the stretch stands for: wall times left out before it, and its own. */
    private @Nullable Hit atChange(Stretch stretch) {
        long shown = stretch.start() + stretch.offset();
        long first = walls.next(moves ? shown - stretch.leftOut() : shown, shown + 1);
        if (stretch.leftOut() == 0 || first == NONE) {
            return null;
        }
        boolean several = walls.next(first + 1, shown + 1) != NONE;
        Mark mark = several ? Mark.MERGED : first == shown ? Mark.NORMAL : Mark.MOVED;
        return new Hit(Instant.ofEpochSecond(stretch.start()), mark, mark == Mark.MOVED ? first : 0);
    }

    /** Nobody looks further ahead than that. */
    private long horizon(long second) {
        int year = Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC).getYear();
        int last = Math.min(9999, fields.years().horizon(year) + 1);
        return LocalDate.of(last, 1, 3).toEpochDay() * 86_400;
    }

    private Stretch stretchAt(long second) {
        Stretch known = latest;
        if (!known.contains(second)) {
            known = Stretch.at(second, rules);
            latest = known;
        }
        return known;
    }
}
