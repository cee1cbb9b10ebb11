package dev.offstage.scheduler;

import dev.offstage.schedule.Firing;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Lines in maps, of each schedule one. */
public final class InMemoryFiringLedger implements FiringLedger {
    private final Map<String, TreeMap<Instant, Firing>> all = new HashMap<>();
    private final TreeMap<String, Firing> watched = new TreeMap<>();

    @Override
    public synchronized boolean open(Firing firing) {
        Firing there = lines(firing.schedule()).putIfAbsent(firing.dueAt(), firing);
        if (there == null) {
            watch(firing);
        }
        return there == null || there.equals(firing);
    }

    @Override
    public synchronized Optional<Firing> find(String schedule, Instant dueAt) {
        return Optional.ofNullable(lines(schedule).get(dueAt));
    }

    @Override
    public synchronized boolean replace(Firing seen, Firing next) {
        Firing there = lines(seen.schedule()).get(seen.dueAt());
        if (!seen.equals(there)) {
            return next.equals(there);
        }
        watched.remove(key(seen));
        lines(seen.schedule()).put(next.dueAt(), next);
        watch(next);
        return true;
    }

    @Override
    public synchronized List<Firing> list(String schedule, Instant from, Instant to, int limit) {
        return from.isBefore(to)
                ? lines(schedule).subMap(from, true, to, false).descendingMap().values().stream()
                        .limit(limit)
                        .toList()
                : List.of();
    }

    @Override
    public synchronized List<Firing> overdueUpTo(Instant upTo, int limit) {
        return watched.values().stream()
                .filter(line ->
                        line.mustSucceedBy() != null && !line.mustSucceedBy().isAfter(upTo))
                .sorted(Comparator.comparing(Firing::mustSucceedBy))
                .limit(limit)
                .toList();
    }

    /** All lines, by schedule and time. */
    public synchronized List<Firing> all() {
        return all.values().stream().flatMap(lines -> lines.values().stream()).toList();
    }

    private NavigableMap<Instant, Firing> lines(String schedule) {
        return all.computeIfAbsent(schedule, first -> new TreeMap<>());
    }

    private void watch(Firing line) {
        if (line.mustSucceedBy() != null) {
            watched.put(key(line), line);
        }
    }

    private static String key(Firing line) {
        return line.id();
    }
}
