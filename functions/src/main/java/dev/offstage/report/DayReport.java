package dev.offstage.report;

import dev.offstage.count.Cause;
import dev.offstage.count.Counts;
import dev.offstage.count.TypeCounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of the tasks that were accepted in one day.
 *
 * @param zone whose day it is
 * @param from the day's first moment
 * @param to the first moment after it
 * @param isFinal whether it stays as it is; else it is what was known when it was asked for
 * @param asOf all tasks accepted up to then are in the numbers; null when none was counted yet
 * @param madeAt when the numbers were put together
 * @param ended those that ended
 * @param open those that had not ended when somebody last looked, by type
 * @param hours of the day, oldest first; the last is shorter where the day is no whole number of them
 * @param booksParsed tasks that fetched and read a book
 * @param mailsSent tasks that sent a mail
 */
public record DayReport(
        LocalDate date,
        ZoneId zone,
        Instant from,
        Instant to,
        boolean isFinal,
        @Nullable Instant asOf,
        Instant madeAt,
        Counts ended,
        Map<String, Long> open,
        List<Hour> hours,
        long booksParsed,
        long mailsSent) {

    /**
     * An hour of the day.
     *
     * @param accepted tasks that were accepted in it
     * @param failed those of them that failed, be it later
     */
    public record Hour(Instant from, long accepted, long failed) {}

    /** The tasks of one type. */
    public record Type(String name, TypeCounts ended, long open) {
        /** All that were accepted. */
        public long accepted() {
            return ended.ended() + open;
        }
    }

    /** How often tasks failed for one reason. */
    public record Failure(Cause cause, long tasks) {}

    /** All that were accepted. */
    public long accepted() {
        return ended.total().ended() + stillOpen();
    }

    /** All that had not ended. */
    public long stillOpen() {
        return open.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The types of which tasks were accepted, most first. */
    public List<Type> types() {
        return Stream.concat(ended.types().keySet().stream(), open.keySet().stream())
                .distinct()
                .map(name ->
                        new Type(name, ended.types().getOrDefault(name, TypeCounts.NONE), open.getOrDefault(name, 0L)))
                .sorted(Comparator.comparingLong(Type::accepted).reversed().thenComparing(Type::name))
                .toList();
    }

    /** Why tasks failed, the most frequent reason first. */
    public List<Failure> mostFailed() {
        return ended.failures().entrySet().stream()
                .map(entry -> new Failure(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Failure::tasks)
                        .reversed()
                        .thenComparing(failure -> failure.cause().type())
                        .thenComparing(failure -> failure.cause().code()))
                .toList();
    }
}
