package dev.offstage.scheduler;

import dev.offstage.schedule.Schedule;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Schedules in a map. */
public final class InMemoryScheduleStore implements ScheduleStore {
    private final TreeMap<String, Schedule> all = new TreeMap<>();

    @Override
    public synchronized Optional<Schedule> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    @Override
    public synchronized List<Schedule> list(@Nullable String after, int limit) {
        return all.tailMap(after == null ? "" : after, after == null).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean create(Schedule schedule) {
        Schedule there = all.putIfAbsent(schedule.name(), schedule);
        return there == null || there.equals(schedule);
    }

    @Override
    public synchronized boolean replace(Schedule seen, Schedule next) {
        Schedule there = all.get(seen.name());
        if (there == null || !isAs(there, seen)) {
            return next.equals(there);
        }
        all.put(next.name(), next);
        return true;
    }

    @Override
    public synchronized boolean delete(Schedule seen) {
        Schedule there = all.get(seen.name());
        return there != null && isAs(there, seen) && all.remove(seen.name()) != null;
    }

    private static boolean isAs(Schedule there, Schedule seen) {
        return there.revision() == seen.revision() && there.placedUpTo().equals(seen.placedUpTo());
    }

    @Override
    public synchronized List<String> dueUpTo(Instant upTo, int limit) {
        return all.values().stream()
                .filter(schedule ->
                        schedule.nextFiring() != null && !schedule.nextFiring().isAfter(upTo))
                .sorted(Comparator.comparing(schedule -> Objects.requireNonNull(schedule.nextFiring())))
                .limit(limit)
                .map(Schedule::name)
                .toList();
    }

    @Override
    public int callsAtOnce() {
        return 1;
    }
}
