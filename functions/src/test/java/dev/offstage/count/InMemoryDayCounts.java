package dev.offstage.count;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The counts in two fields. */
public final class InMemoryDayCounts implements DayCounts {
    private final TreeMap<Instant, QuarterCount> quarters = new TreeMap<>();
    private final TreeMap<Instant, TreeMap<String, Followed>> followed = new TreeMap<>();

    private Map<String, Followed> of(Instant quarter) {
        return followed.computeIfAbsent(quarter, first -> new TreeMap<>());
    }

    @Override
    public synchronized boolean follow(Followed tasks) {
        Followed there = of(tasks.quarter()).putIfAbsent(tasks.name(), tasks);
        return there == null || there.equals(tasks);
    }

    @Override
    public synchronized boolean replace(Followed seen, Followed next) {
        Followed there = of(seen.quarter()).get(seen.name());
        if (there == null || there.revision() != seen.revision()) {
            return next.equals(there);
        }
        of(seen.quarter()).put(seen.name(), next);
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
                followed.subMap(first, true, before, false).values().stream()
                        .flatMap(tasks -> tasks.values().stream())
                        .toList());
    }
}
