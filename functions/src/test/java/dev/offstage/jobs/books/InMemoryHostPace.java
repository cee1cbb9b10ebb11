package dev.offstage.jobs.books;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Next free moments in a map. */
final class InMemoryHostPace implements HostPace {
    private final Map<String, Instant> next = new HashMap<>();

    @Override
    public synchronized Instant reserve(String host, Duration pace, Instant now) {
        Instant free = next.getOrDefault(host, now);
        Instant moment = free.isBefore(now) ? now : free;
        next.put(host, moment.plus(pace));
        return moment;
    }
}
