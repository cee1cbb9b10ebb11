package dev.offstage.count;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The counts in two fields. */
public final class InMemoryDayCounts implements DayCounts {
    private final TreeMap<Instant, QuarterCount> quarters = new TreeMap<>();
    private final Map<String, Followed> followed = new HashMap<>();

    private static String key(Followed tasks) {
        return tasks.quarter() + "#" + tasks.name();
    }

    @Override
    public synchronized boolean follow(Followed tasks) {
        Followed there = followed.putIfAbsent(key(tasks), tasks);
        return there == null || there.equals(tasks);
    }

    @Override
    public synchronized boolean replace(Followed seen, Followed next) {
        Followed there = followed.get(key(seen));
        if (there == null || there.revision() != seen.revision()) {
            return next.equals(there);
        }
        followed.put(key(seen), next);
        return true;
    }

    @Override
    public synchronized boolean close(QuarterCount quarter) {
        QuarterCount there = quarters.putIfAbsent(quarter.begin(), quarter);
        return there == null || there.equals(quarter);
    }

    @Override
    public synchronized Known between(Instant first, Instant before) {
        return new Known(
                List.copyOf(quarters.subMap(first, true, before, false).values()),
                followed.values().stream()
                        .filter(tasks -> !tasks.quarter().isBefore(first)
                                && tasks.quarter().isBefore(before))
                        .sorted(Comparator.comparing(InMemoryDayCounts::key))
                        .toList());
    }
}
