package dev.offstage.schedule;

import dev.offstage.schedule.Occurrence.Mark;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The times of several parts. An instant that several parts name is one time. It is merged when two of them stand for different
 * wall times there, repeated when one says so, else normal.
 */
record AnyTimes(List<Times> parts) implements Times {

    @Override
    public @Nullable Hit next(Instant instant) {
        Hit first = null;
        for (Times part : parts) {
            Hit hit = part.next(instant);
            if (hit != null) {
                first = first == null || hit.at().isBefore(first.at()) ? hit : same(first, hit);
            }
        }
        return first;
    }

    @Override
    public @Nullable Hit last(Instant from, Instant upTo) {
        Hit last = null;
        for (Times part : parts) {
            Hit hit = part.last(from, upTo);
            if (hit != null) {
                last = last == null || hit.at().isAfter(last.at()) ? hit : same(last, hit);
            }
        }
        return last;
    }

    /** What the first is when the second may be at the same instant. */
    private static Hit same(Hit hit, Hit other) {
        if (!hit.at().equals(other.at()) || hit.equals(other)) {
            return hit;
        }
        boolean repeated = hit.mark() == Mark.REPEATED || other.mark() == Mark.REPEATED;
        return new Hit(hit.at(), repeated ? Mark.REPEATED : Mark.MERGED, 0);
    }
}
