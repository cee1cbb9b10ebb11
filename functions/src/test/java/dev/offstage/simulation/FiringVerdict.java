package dev.offstage.simulation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Firing.Outcome;
import dev.offstage.schedule.Jitter;
import dev.offstage.schedule.Schedule;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Looks at a world of schedules that has come to its end: every firing that was expected has a line, which says what became of it. */
final class FiringVerdict {
    /** What is due so shortly before the end may still be on its way. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(45);

    private final ScheduleWorld world;
    private final Instant upTo;
    private final Map<String, Firing> lines = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    int expected;

    FiringVerdict(ScheduleWorld world) {
        this.world = world;
        this.upTo = world.end.minus(ON_ITS_WAY);
    }

    void pass() {
        world.lines.all().forEach(line -> lines.put(line.id(), line));
        Map<String, Long> placed = lines.values().stream()
                .filter(line -> line.task() != null)
                .collect(groupingBy(Firing::schedule, counting()));
        world.eras.names().forEach(name -> isAccountedFor(name, placed.getOrDefault(name, 0L)));
        lines.values().forEach(this::isDecided);
        world.told.forEach((firing, times) -> check(times <= 1, () -> firing + " more than once"));
        assertThat(wrong.stream().limit(20)).as("%d in all", wrong.size()).isEmpty();
        assertThat(world.unaccounted).as("unaccounted").isZero();
    }

    private void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            wrong.add(otherwise.get());
        }
    }

    private void isAccountedFor(String name, long placed) {
        List<Eras.Era> eras = world.eras.of(name);
        Schedule now = world.stored.find(name).orElse(null);
        for (Eras.Era era : eras) {
            Integer most = era.spec().maxRuns();
            Instant last = most != null && now != null && now.nextFiring() == null ? now.placedUpTo() : upTo;
            era.expected(last.isBefore(upTo) ? last : upTo).forEach(at -> {
                expected++;
                check(lines.containsKey(name + "@" + at), () -> name + "@" + at + " vanished; " + era);
            });
        }
        Integer most = eras.getLast().spec().maxRuns();
        if (most != null) {
            check(placed <= most, () -> name + " ran " + placed + " times of " + most);
            check(now == null || now.placed() <= most, () -> name + " counted " + now);
        }
    }

    private void isDecided(Firing line) {
        check(
                world.eras.of(line.schedule()).stream().anyMatch(era -> era.names(line.dueAt())),
                () -> line + " was never expected");
        if (line.dueAt().isAfter(upTo)) {
            return;
        }
        check(
                line.outcome() != Outcome.WAITING || isStillToStart(line),
                () -> line + " waits; its task is "
                        + (line.task() == null
                                ? null
                                : world.records.find(line.task()).orElse(null)));
        TaskId ran = world.witness.ran.get(line.id());
        boolean fired = line.outcome() == Outcome.RAN || line.outcome() == Outcome.CAUGHT_UP;
        check(fired || ran == null, () -> line + " ran");
        if (world.wasCalm && fired) {
            check(ran != null, () -> line + " did not run");
        }
        if (world.wasCalm) {
            check(line.outcome() != Outcome.MISSED, () -> line + " is missed in a calm world");
        }
    }

    /** With a jitter it may start later than the end. */
    private boolean isStillToStart(Firing line) {
        return world.stored
                .find(line.schedule())
                .filter(schedule -> Jitter.start(schedule.spec(), line.dueAt()).isAfter(upTo))
                .isPresent();
    }
}
