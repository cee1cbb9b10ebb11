package dev.offstage.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one sweep read, by the hour of the ids.
 *
 * @param accepted the tasks of every hour that was read in, what was read of it before included
 * @param open what of that read now is open
 */
record HourCounts(Map<Instant, Long> accepted, Map<Instant, LossLedger.Open> open) {

    /** @param before how many tasks of the hour of {@code from} were read before */
    static HourCounts of(List<TaskStore.TaskGlance> read, Instant from, long before) {
        Map<Instant, Long> accepted = new TreeMap<>();
        Map<Instant, LossLedger.Open> open = new HashMap<>();
        accepted.put(hour(from), before);
        for (TaskStore.TaskGlance task : read) {
            accepted.merge(Census.hour(task.id()), 1L, Long::sum);
            Census.add(open, Census.hour(task.id()), Census.of(task.state()));
        }
        return new HourCounts(accepted, Map.copyOf(open));
    }

    /** The tasks of the hour of {@code time}. */
    long accepted(Instant time) {
        return accepted.getOrDefault(hour(time), 0L);
    }

    /** The hours that were read to their end when all up to {@code upTo} is read, those without a task included. */
    Map<Instant, Long> closedBefore(Instant upTo) {
        Map<Instant, Long> closed = new TreeMap<>();
        Instant first = accepted.keySet().stream().findFirst().orElse(hour(upTo));
        Stream.iterate(first, hour -> hour.isBefore(hour(upTo)), hour -> hour.plus(1, ChronoUnit.HOURS))
                .forEach(hour -> closed.put(hour, accepted.getOrDefault(hour, 0L)));
        return closed;
    }

    private static Instant hour(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS);
    }
}
