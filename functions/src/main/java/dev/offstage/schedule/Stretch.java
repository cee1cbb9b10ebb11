package dev.offstage.schedule;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which nobody changes the clocks, in seconds since 1970.
 *
 * @param start the first second that belongs to it
 * @param end the first second that does not
 * @param offset what the wall clock is ahead of UTC
 * @param change the change at its start; null when there is none
 */
record Stretch(long start, long end, long offset, @Nullable ZoneOffsetTransition change) {

    static Stretch at(long second, ZoneRules rules) {
        Instant instant = Instant.ofEpochSecond(second);
        ZoneOffsetTransition before = rules.previousTransition(instant.plusNanos(1));
        ZoneOffsetTransition after = rules.nextTransition(instant);
        return new Stretch(
                before == null ? Times.FIRST.getEpochSecond() : before.toEpochSecond(),
                after == null ? Times.LAST.getEpochSecond() + 1 : after.toEpochSecond(),
                rules.getOffset(instant).getTotalSeconds(),
                before);
    }

    boolean contains(long second) {
        return start <= second && second < end;
    }

    /** The wall clock's first second after the time that it shows twice; {@link Long#MIN_VALUE} when it shows none twice. */
    long repeatedUntil() {
        return change == null || change.isGap()
                ? Long.MIN_VALUE
                : start + change.getOffsetBefore().getTotalSeconds();
    }

    /** How many seconds the wall clock leaves out at its start. */
    long leftOut() {
        return change == null || change.isOverlap() ? 0 : change.getDuration().toSeconds();
    }
}
