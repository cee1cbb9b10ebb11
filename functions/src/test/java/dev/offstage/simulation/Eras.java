package dev.offstage.simulation;

import dev.offstage.schedule.FirstRun;
import dev.offstage.schedule.Occurrence;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.scheduler.InMemoryScheduleStore;
import dev.offstage.scheduler.ScheduleStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sees every change of a schedule, and knows from when to when each definition was in force. */
final class Eras implements ScheduleStore {
    /** What is asked to be deleted is deleted within this, by whatever clock. */
    private static final Duration LONGEST_DELETION = Duration.ofMinutes(1);

    private final InMemoryScheduleStore schedules;
    private final InstantSource clock;
    private final Map<String, List<Era>> eras = new HashMap<>();

    /**
     * A definition in force.
     *
     * @param from firings due later are expected
     * @param to none that is due later is expected; null while it is in force
     */
    record Era(
            ScheduleSpec spec,
            Instant createdAt,
            Instant from,
            @Nullable Instant to) {
        Era until(Instant end) {
            return new Era(spec, createdAt, from, end);
        }

        /** The firings that are expected up to {@code end}. */
        Stream<Instant> expected(Instant end) {
            Instant last = to == null || end.isBefore(to) ? end : to;
            Stream<Instant> extra = spec.firstRun() == FirstRun.NOW
                            && createdAt.isAfter(from)
                            && !createdAt.isAfter(last)
                            && isOpenAt(createdAt)
                    ? Stream.of(createdAt)
                    : Stream.empty();
            Stream<Instant> planned =
                    spec.calendar().after(from).map(Occurrence::at).takeWhile(at -> !at.isAfter(last));
            return Stream.concat(extra, planned).distinct();
        }

        private boolean isOpenAt(Instant time) {
            return (spec.startAt() == null || !spec.startAt().isAfter(time))
                    && (spec.endAt() == null || spec.endAt().isAfter(time));
        }

        /** Whether this definition ever fires then. */
        boolean names(Instant at) {
            return at.equals(createdAt)
                    || spec.calendar()
                            .next(at.minusMillis(1))
                            .filter(next -> next.at().equals(at))
                            .isPresent();
        }
    }

    Eras(InMemoryScheduleStore schedules, InstantSource clock) {
        this.schedules = schedules;
        this.clock = clock;
    }

    /** All definitions that schedules of that name ever had. */
    List<Era> of(String name) {
        return eras.getOrDefault(name, List.of());
    }

    Set<String> names() {
        return new TreeSet<>(eras.keySet());
    }

    @Override
    public boolean create(Schedule schedule) {
        boolean isNew = schedules.find(schedule.name()).isEmpty();
        boolean created = schedules.create(schedule);
        if (isNew && created) {
            begin(schedule);
        }
        return created;
    }

    private void begin(Schedule schedule) {
        eras.computeIfAbsent(schedule.name(), first -> new ArrayList<>())
                .add(new Era(schedule.spec(), schedule.createdAt(), schedule.placedUpTo(), null));
    }

    private void end(String name, Instant at) {
        List<Era> all = eras.get(name);
        all.set(all.size() - 1, all.getLast().until(at));
    }

    @Override
    public boolean replace(Schedule seen, Schedule next) {
        Schedule before = schedules.find(seen.name()).orElse(null);
        boolean replaced = schedules.replace(seen, next);
        Schedule after = schedules.find(seen.name()).orElse(null);
        if (before != null
                && after != null
                && !before.equals(after)
                && !before.spec().equals(after.spec())) {
            end(after.name(), after.changedAt());
            begin(after);
        }
        return replaced;
    }

    @Override
    public boolean delete(Schedule seen) {
        boolean deleted = schedules.delete(seen);
        if (deleted) {
            end(seen.name(), clock.instant().minus(LONGEST_DELETION));
        }
        return deleted;
    }

    @Override
    public Optional<Schedule> find(String name) {
        return schedules.find(name);
    }

    @Override
    public List<Schedule> list(@Nullable String after, int limit) {
        return schedules.list(after, limit);
    }

    @Override
    public List<String> dueUpTo(Instant upTo, int limit) {
        return schedules.dueUpTo(upTo, limit);
    }
}
