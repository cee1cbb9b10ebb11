package dev.offstage.scheduler;

import java.util.HashMap;
import java.util.Map;

/** Slots in a map. */
public final class InMemoryOverlaps implements Overlaps {
    private final Map<String, Slots> all = new HashMap<>();

    @Override
    public synchronized Slots find(String schedule) {
        return all.getOrDefault(schedule, Slots.none(schedule));
    }

    @Override
    public synchronized boolean replace(Slots seen, Slots next) {
        Slots there = find(seen.schedule());
        if (there.revision() != seen.revision()) {
            return next.equals(there);
        }
        all.put(next.schedule(), next);
        return true;
    }
}
