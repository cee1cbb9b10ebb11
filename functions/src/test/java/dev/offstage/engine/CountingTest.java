package dev.offstage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.offstage.count.Cause;
import dev.offstage.count.Counts;
import dev.offstage.count.DayCounts;
import dev.offstage.count.Followed;
import dev.offstage.count.QuarterCount;
import dev.offstage.count.TypeCounts;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.Pauses;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The counts for the daily report: every task once, whoever dies. */
final class CountingTest {
    private static final TaskTypes TYPES = Tasks.types((work, context) -> Outcome.done("1"));
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private InMemorySweepMark mark = new InMemorySweepMark();

    private static Simulation succeeding() {
        return new Simulation(4, Faults.none(), context -> Outcome.done("1"));
    }

    private static void submit(Simulation simulation, int tasks) {
        assertThat(simulation.enqueuer.submitAll(
                        IntStream.range(0, tasks).mapToObj(i -> Tasks.spec()).toList()))
                .hasSize(tasks);
    }

    private void tickFor(Simulation simulation, Duration time) {
        Instant end = simulation.clock.instant().plus(time);
        while (simulation.clock.instant().isBefore(end)) {
            simulation.clock.advance(Duration.ofMinutes(1));
            simulation.tick(mark, TYPES).run(Tasks.invocation());
        }
    }

    /** All that is counted, the current quarter of an hour included. */
    private TypeCounts counted(Simulation simulation) {
        return counts(simulation).total();
    }

    private Counts counts(Simulation simulation) {
        return known(simulation)
                .flatMap(quarter -> Stream.concat(
                        Stream.of(quarter.ended()),
                        followed(simulation, quarter).map(Followed::ended)))
                .reduce(Counts.NONE, Counts::plus);
    }

    private Stream<QuarterCount> known(Simulation simulation) {
        return Stream.concat(
                simulation.counts.between(START.minusSeconds(7200), START.plusSeconds(864_000)).quarters().stream(),
                mark.read().map(SweepMark.Mark::quarter).stream());
    }

    private static Stream<Followed> followed(Simulation simulation, QuarterCount quarter) {
        DayCounts.Known known = simulation.counts.between(START.minusSeconds(7200), START.plusSeconds(864_000));
        return known.of(quarter).stream();
    }

    private long open(Simulation simulation) {
        return known(simulation)
                .flatMap(quarter -> followed(simulation, quarter))
                .mapToLong(tasks -> tasks.ids().size())
                .sum();
    }

    private static void end(Simulation simulation, TaskRecord task, Outcome outcome) {
        TaskRecord running = ((ClaimResult.Granted)
                        simulation.store.claim(task.id(), "held", simulation.clock.instant(), Pauses.NONE))
                .task();
        simulation.clock.advance(Duration.ofMillis(5));
        TaskRecord over = Lifecycle.settle(running, outcome, simulation.clock.instant(), simulation.random)
                .record();
        assertThat(simulation.store.replace(running, over)).isTrue();
    }

    @Test
    void whatHasEndedIsCountedWhenItIsOfAge() {
        Simulation simulation = succeeding();
        submit(simulation, 30);
        simulation.runUntilAllEnd(Duration.ofMinutes(1));
        tickFor(simulation, Duration.ofMinutes(4));
        assertThat(counted(simulation)).isEqualTo(TypeCounts.NONE);

        tickFor(simulation, Duration.ofMinutes(2));

        assertThat(counted(simulation).succeeded()).isEqualTo(30);
        assertThat(counted(simulation).runs()).isEqualTo(30);
        assertThat(counts(simulation).slowest()).hasSize(Counts.SLOWEST);
        assertThat(open(simulation)).isZero();
    }

    @Test
    void whatRunsLongerIsCountedOnceItEnds() {
        Simulation simulation = succeeding();
        submit(simulation, 3);
        List<TaskRecord> tasks = simulation.store.all();
        tickFor(simulation, Duration.ofMinutes(21));
        assertThat(open(simulation)).isEqualTo(3);

        end(simulation, find(simulation, tasks.get(0)), Outcome.fail("broken", "No."));
        end(simulation, find(simulation, tasks.get(1)), Outcome.done("1"));
        tickFor(simulation, Duration.ofMinutes(61));

        assertThat(open(simulation)).isEqualTo(1);
        assertThat(counted(simulation).failed()).isEqualTo(1);
        assertThat(counted(simulation).succeeded()).isEqualTo(1);
        assertThat(counts(simulation).failures()).isEqualTo(Map.of(new Cause("work", "broken"), 1L));
        tickFor(simulation, Duration.ofHours(60));
        assertThat(counted(simulation).ended()).isEqualTo(2);
    }

    private static TaskRecord find(Simulation simulation, TaskRecord task) {
        return simulation.store.find(task.id()).orElseThrow();
    }

    @Test
    void whatIsRetriedByHandAfterItWasCountedIsNotCountedAgain() {
        Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.fail("broken", "No."));
        submit(simulation, 2);
        simulation.runUntilAllEnd(Duration.ofMinutes(1));
        tickFor(simulation, Duration.ofMinutes(6));
        TaskRecord failed = simulation.store.all().getFirst();
        TaskRecord again = Lifecycle.retryByHand(failed, null, simulation.clock.instant());
        assertThat(simulation.store.replace(failed, again)).isTrue();
        submit(simulation, 1);
        tickFor(simulation, Duration.ofMinutes(60));
        end(simulation, find(simulation, failed), Outcome.done("1"));

        tickFor(simulation, Duration.ofHours(30));

        assertThat(counted(simulation).failed()).isEqualTo(2);
        assertThat(counted(simulation).succeeded()).isZero();
        assertThat(open(simulation)).isEqualTo(1);
    }

    @Test
    void aRecordThatIsGoneBeforeAnyoneLookedIsCountedAsSuch() {
        Simulation simulation = succeeding();
        submit(simulation, 2);
        tickFor(simulation, Duration.ofMinutes(16));
        assertThat(simulation.store.delete(simulation.store.all().getFirst())).isTrue();

        tickFor(simulation, Duration.ofMinutes(70));

        assertThat(counted(simulation)).isEqualTo(new TypeCounts(0, 0, 0, 0, 1, 0, 0, 0));
        assertThat(open(simulation)).isEqualTo(1);
    }

    @Test
    void whatIsAcceptedLateIsCountedWhereItWasAccepted() {
        Simulation simulation = succeeding();
        submit(simulation, 1);
        TaskRecord parent = simulation.store.all().getFirst();
        tickFor(simulation, Duration.ofHours(3));
        Instant accepted = simulation.clock.instant();
        TaskRecord child = simulation.enqueuer.submitDerived(parent.id().child(0), Tasks.spec());
        end(simulation, child, Outcome.done("1"));

        tickFor(simulation, Duration.ofMinutes(30));

        assertThat(known(simulation).filter(quarter -> quarter.ended().total().succeeded() == 1))
                .extracting(QuarterCount::begin)
                .containsExactly(QuarterCount.begin(accepted));
        assertThat(counted(simulation).ended()).isEqualTo(1);
        assertThat(open(simulation)).isEqualTo(1);
    }

    @Test
    void ofTwoSweepsAtOnceOneCounts() {
        Simulation simulation = succeeding();
        submit(simulation, 5);
        tickFor(simulation, Duration.ofMinutes(4));
        for (int minute = 0; minute < 40; minute++) {
            simulation.clock.advance(Duration.ofMinutes(1));
            submit(simulation, 1);
            // The second begins when the first has read its mark.
            SweepMark.Mark seen = mark.read().orElseThrow();
            Instant from = seen.readUpTo();
            Tick other = simulation.tick(new StaleMark(mark, seen), TYPES);
            simulation.tick(mark, TYPES).run(Tasks.invocation());
            if (minute % 2 == 0) {
                simulation.clock.advance(Duration.ofSeconds(20));
            }
            other.run(Tasks.invocation());
            assertThat(mark.read().orElseThrow().readUpTo()).isAfter(from);
        }
        tickFor(simulation, Duration.ofMinutes(7));

        assertThat(open(simulation)).isEqualTo(45);
        assertThat(counted(simulation)).isEqualTo(TypeCounts.NONE);
    }

    /** What a sweep sees that read the mark a while ago. */
    private record StaleMark(SweepMark mark, Mark seen) implements SweepMark {
        @Override
        public Optional<Mark> read() {
            return Optional.of(seen);
        }

        @Override
        public void begin(Instant reach) {
            mark.begin(reach);
        }

        @Override
        public Optional<Instant> begun() {
            return mark.begun();
        }

        @Override
        public boolean move(@Nullable Mark before, Mark next) {
            return mark.move(before, next);
        }
    }

    @Test
    void everyQuarterThatPassedIsStoredAlsoWhenNothingWasAccepted() {
        Simulation simulation = succeeding();
        tickFor(simulation, Duration.ofHours(2));

        assertThat(simulation.counts.between(START, START.plusSeconds(7200)).quarters())
                .hasSize(7)
                .allMatch(quarter -> quarter.ended().equals(Counts.NONE));
    }

    /** Whether it dies before or after each of its writes, and whatever the next tick finds of it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTickThatDiesAnywhereCountsNothingTwice(boolean after) {
        for (int writes = 0; writes < 25; writes++) {
            Simulation simulation = succeeding();
            mark = new InMemorySweepMark();
            submit(simulation, 10);
            List<TaskRecord> first = simulation.store.all();
            for (int minute = 0; minute < 40; minute++) {
                simulation.clock.advance(Duration.ofMinutes(1));
                submit(simulation, 1);
                if (minute == 12 || minute == 18) {
                    end(simulation, find(simulation, first.get(minute - 12)), Outcome.done("1"));
                }
                Crashes crashes = new Crashes(minute % 3 == 0 ? writes : -1, after);
                Tick tick = new Tick(crashes.in(simulation.ports(mark)), TYPES, simulation.clock);
                Throwable died = catchThrowable(() -> tick.run(Tasks.invocation()));
                assertThat(died != null).as("%s", died).isEqualTo(crashes.happened());
            }
            tickFor(simulation, Duration.ofMinutes(80));

            assertThat(open(simulation)).as("dying at write %d", writes).isEqualTo(48);
            assertThat(counted(simulation).succeeded())
                    .as("dying at write %d", writes)
                    .isEqualTo(2);
            assertThat(counted(simulation).ended()).isEqualTo(2);
        }
    }
}
