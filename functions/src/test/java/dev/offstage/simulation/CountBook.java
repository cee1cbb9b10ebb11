package dev.offstage.simulation;

import dev.offstage.count.Counts;
import dev.offstage.count.DayCounts;
import dev.offstage.count.Followed;
import dev.offstage.count.QuarterCount;
import dev.offstage.count.TypeCounts;
import dev.offstage.engine.Recount;
import dev.offstage.engine.SweepMark;
import dev.offstage.engine.TaskStore;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Holds the counts for the daily report against the records. */
final class CountBook {
    private CountBook() {}

    /** Every task that was swept is counted, once. */
    static void close(DayCounts counts, SweepMark mark, TaskStore store, List<TaskRecord> tasks) {
        SweepMark.Mark swept = mark.read().orElseThrow();
        Map<Instant, Long> accepted = accepted(swept, tasks);
        Map<Instant, Long> counted = counted(counts, swept, store);
        if (!counted.equals(accepted)) {
            throw new AssertionError("accepted were " + accepted + ", but counted are " + counted);
        }
    }

    /** No task is counted twice. Some are not where the clock leaps over requests that are under way. */
    static void closeOfLeaps(DayCounts counts, SweepMark mark, TaskStore store, List<TaskRecord> tasks) {
        SweepMark.Mark swept = mark.read().orElseThrow();
        Map<Instant, Long> accepted = accepted(swept, tasks);
        Map<Instant, Long> counted = counted(counts, swept, store);
        counted.forEach((quarter, many) -> {
            if (many > accepted.getOrDefault(quarter, 0L)) {
                throw new AssertionError("accepted were " + accepted + ", but counted are " + counted);
            }
        });
    }

    private static Map<Instant, Long> accepted(SweepMark.Mark swept, List<TaskRecord> tasks) {
        Map<Instant, Long> accepted = new TreeMap<>();
        tasks.stream()
                .map(task -> task.isLate() ? task.createdAt() : task.id().createdAt())
                .filter(time -> !time.isAfter(swept.readUpTo()))
                .forEach(time -> accepted.merge(QuarterCount.begin(time), 1L, Long::sum));
        return accepted;
    }

    private static Map<Instant, Long> counted(DayCounts counts, SweepMark.Mark swept, TaskStore store) {
        Instant first = QuarterCount.begin(swept.readUpTo()).minus(Duration.ofDays(12));
        Instant before = swept.quarter().begin();
        if (!new Recount(store, counts).look(first, before, () -> true)) {
            throw new AssertionError("not all that was followed was looked at");
        }
        Map<Instant, Long> counted = new TreeMap<>();
        DayCounts.Known known = counts.between(first, before.plus(QuarterCount.LENGTH));
        Stream.concat(known.quarters().stream(), Stream.of(swept.quarter())).forEach(quarter -> {
            List<Followed> followed = known.of(quarter);
            TypeCounts ended = followed.stream()
                    .map(Followed::ended)
                    .reduce(quarter.ended(), Counts::plus)
                    .total();
            long open = followed.stream().mapToLong(some -> some.ids().size()).sum();
            if (ended.gone() != 0 || (open != 0 && quarter.begin().isBefore(before))) {
                throw new AssertionError("all have ended and none is gone, but " + quarter + " has " + followed);
            }
            if (ended.ended() + open > 0) {
                counted.put(quarter.begin(), ended.ended() + open);
            }
        });
        return counted;
    }
}
