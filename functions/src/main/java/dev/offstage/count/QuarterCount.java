package dev.offstage.count;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tasks that were accepted in one quarter of an hour. Days begin at such quarters in every time zone.
 *
 * @param begin its first moment
 * @param ended those that had ended when they were counted
 * @param followed the names of those that had not
 */
public record QuarterCount(Instant begin, Counts ended, List<String> followed) {
    public static final Duration LENGTH = Duration.ofMinutes(15);

    /** None counted yet. */
    public static QuarterCount empty(Instant begin) {
        return new QuarterCount(begin, Counts.NONE, List.of());
    }

    /** The begin of the quarter in which {@code time} lies. */
    public static Instant begin(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), LENGTH.toSeconds()) * LENGTH.toSeconds());
    }

    /** The same with more that was read of it. */
    public QuarterCount plus(Counts more, List<String> open) {
        return new QuarterCount(
                begin,
                ended.plus(more),
                Stream.concat(followed.stream(), open.stream()).toList());
    }
}
