package dev.offstage.jobs.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

final class InMemoryQueueSamples implements QueueSamples {
    private final NavigableMap<Instant, QueueSample> samples = new ConcurrentSkipListMap<>();
    private final InstantSource clock;

    InMemoryQueueSamples(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean add(QueueSample sample) {
        QueueSample there = samples.putIfAbsent(sample.at(), sample);
        return there == null || there.equals(sample);
    }

    @Override
    public List<QueueSample> between(Instant from, Instant to) {
        Instant oldest = clock.instant().minus(Duration.ofDays(14));
        Instant first = from.isAfter(oldest) ? from : oldest;
        return first.isBefore(to) ? List.copyOf(samples.subMap(first, to).values()) : List.of();
    }
}
