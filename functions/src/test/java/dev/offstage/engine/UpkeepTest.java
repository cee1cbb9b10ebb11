package dev.offstage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.Pause;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import dev.offstage.task.Uniqueness;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tick does beside the sweep: redrives, ends of pauses, the books. */
final class UpkeepTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final TaskTypes TYPES = Tasks.types((work, context) -> Outcome.done("1"));

    /** Fails at the first run, succeeds at every other. */
    private static Simulation failingOnce() {
        Set<TaskId> met = new HashSet<>();
        return new Simulation(
                1,
                Faults.none(),
                context -> met.add(context.id()) ? Outcome.fail("broken", "Not yet.") : Outcome.done("1"));
    }

    private static Simulation withFailed(int tasks) {
        Simulation simulation = failingOnce();
        submit(simulation, tasks);
        simulation.runUntilAllEnd(DAY);
        simulation.clock.advance(Duration.ofMillis(1));
        return simulation;
    }

    private static void submit(Simulation simulation, int tasks) {
        assertThat(simulation.enqueuer.submitAll(
                        IntStream.range(0, tasks).mapToObj(i -> Tasks.spec()).toList()))
                .hasSize(tasks);
    }

    private static Redriver redriver(Simulation simulation) {
        return new Redriver(
                simulation.ports(new InMemorySweepMark()),
                type -> TYPES.find(type).isPresent(),
                simulation.clock);
    }

    private static Redriver.Choice all() {
        return new Redriver.Choice(null, Instant.EPOCH, Instant.MAX);
    }

    private static long states(Simulation simulation, TaskState state) {
        return simulation.store.all().stream()
                .filter(task -> task.state() == state)
                .count();
    }

    @Test
    void aRedriveRunsAllThatFailedAndSaysSo() {
        Simulation simulation = withFailed(300);
        Redriver redriver = redriver(simulation);
        assertThat(redriver.count(all())).isEqualTo(new Redriver.Count(300, true));
        Redrive made = redriver.make(all(), Tasks.id(simulation.clock.instant()));
        assertThat(made.total()).isEqualTo(300);
        assertThat(made.state()).isEqualTo("queued");

        assertThat(redriver.work()).isEqualTo(300);

        Redrive done = redriver.find(made.id()).orElseThrow();
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(done.done()).isEqualTo(300);
        assertThat(done.skipped()).isZero();
        simulation.runUntilAllEnd(DAY);
        assertThat(states(simulation, TaskState.SUCCEEDED)).isEqualTo(300);
        assertThat(simulation.runs.values()).allMatch(runs -> runs == 2);
    }

    @Test
    void whatFailsAgainIsNotRedrivenByTheSameRedrive() {
        Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.fail("broken", "Never."));
        submit(simulation, 20);
        simulation.runUntilAllEnd(DAY);
        simulation.clock.advance(Duration.ofMillis(1));
        Redrive made = redriver(simulation).make(all(), Tasks.id(simulation.clock.instant()));
        for (int i = 0; i < 5; i++) {
            simulation.clock.advance(Duration.ofMinutes(2));
            simulation.runUntilAllEnd(Duration.ofMinutes(2));
            simulation.tick(new InMemorySweepMark(), TYPES).run(Tasks.invocation());
        }

        assertThat(simulation.runs.values()).allMatch(runs -> runs == 2);
        assertThat(simulation.redrives.find(made.id()).orElseThrow().done()).isEqualTo(20);
    }

    @Test
    void onlyWhatWasChosenRuns() {
        Simulation simulation = withFailed(10);
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        Redriver redriver = redriver(simulation);

        assertThat(redriver.count(new Redriver.Choice("other", Instant.EPOCH, Instant.MAX)))
                .isEqualTo(new Redriver.Count(0, true));
        assertThat(redriver.count(new Redriver.Choice("work", noon, noon.plusMillis(1))))
                .isEqualTo(new Redriver.Count(10, true));
        assertThat(redriver.count(new Redriver.Choice("work", noon.plusMillis(1), Instant.MAX)))
                .isEqualTo(new Redriver.Count(0, true));
        assertThat(redriver.count(new Redriver.Choice("work", Instant.EPOCH, noon)))
                .isEqualTo(new Redriver.Count(0, true));
    }

    @Test
    void whatIsNoLongerFailedOrHasNoTypeIsSkipped() {
        Simulation simulation = withFailed(5);
        List<TaskRecord> failed = simulation.store.all();
        Redriver redriver = redriver(simulation);
        Redrive first = redriver.make(all(), Tasks.id(simulation.clock.instant()));
        TaskRecord retried = Lifecycle.retryByHand(failed.getFirst(), null, simulation.clock.instant());
        assertThat(simulation.store.replace(failed.getFirst(), retried)).isTrue();
        assertThat(simulation.store.delete(failed.getLast())).isTrue();

        assertThat(redriver.work()).isEqualTo(3);

        Redrive done = redriver.find(first.id()).orElseThrow();
        assertThat(done.done()).isEqualTo(3);
        assertThat(done.skipped()).isEqualTo(2);
        assertThat(done.total()).isEqualTo(5);
        Simulation other = withFailed(4);
        Redriver without = new Redriver(other.ports(new InMemorySweepMark()), type -> false, other.clock);
        Redrive none = without.make(all(), Tasks.id(other.clock.instant()));
        assertThat(without.work()).isZero();
        assertThat(without.find(none.id()).orElseThrow().skipped()).isEqualTo(4);
        assertThat(states(other, TaskState.FAILED)).isEqualTo(4);
    }

    private static TaskRecord unique(Simulation simulation) {
        UniqueTask asked = new UniqueTask(null, Tasks.spec(), Uniqueness.SIMPLE);
        return ((Accepted) simulation
                        .enqueuer
                        .submitUnique(List.of(asked), Instant.MAX)
                        .getFirst())
                .task();
    }

    @Test
    void ofUniqueTasksWithOneKeyOneIsRedrivenAndTheOthersAreSkipped() {
        Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.fail("broken", "Never."));
        for (int i = 0; i < 3; i++) {
            TaskRecord ignored = unique(simulation);
            simulation.runUntilAllEnd(DAY);
        }
        simulation.clock.advance(Duration.ofMillis(1));
        Redriver redriver = redriver(simulation);
        Redrive made = redriver.make(all(), Tasks.id(simulation.clock.instant()));

        assertThat(redriver.work()).isEqualTo(1);

        Redrive done = redriver.find(made.id()).orElseThrow();
        assertThat(done.done()).isEqualTo(1);
        assertThat(done.skipped()).isEqualTo(2);
        assertThat(states(simulation, TaskState.QUEUED)).isEqualTo(1);
        assertThat(unique(simulation).state()).isEqualTo(TaskState.QUEUED);
        assertThat(simulation.store.all()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTickThatDiesAnywhereInARedriveLosesAndRepeatsNothing(boolean after) {
        for (int writes = 0; ; writes++) {
            Simulation simulation = withFailed(60);
            Redrive made = redriver(simulation).make(all(), Tasks.id(simulation.clock.instant()));
            boolean died = diesAt(simulation, new Crashes(writes, after));

            simulation.runUntilAllEnd(DAY);
            simulation.tick(new InMemorySweepMark(), TYPES).run(Tasks.invocation());
            simulation.runUntilAllEnd(DAY);

            Redrive done = simulation.redrives.find(made.id()).orElseThrow();
            assertThat(done.state()).as("after %d writes", writes).isEqualTo("succeeded");
            assertThat(done.done()).as("after %d writes", writes).isEqualTo(60);
            assertThat(done.skipped()).as("after %d writes", writes).isZero();
            assertThat(states(simulation, TaskState.SUCCEEDED)).isEqualTo(60);
            assertThat(simulation.runs.values()).allMatch(runs -> runs == 2);
            if (!died) {
                assertThat(writes).isGreaterThan(60);
                return;
            }
        }
    }

    /** Whether a tick over these ports died. */
    private static boolean diesAt(Simulation simulation, Crashes crashes) {
        Tick tick = new Tick(crashes.in(simulation.ports(new InMemorySweepMark())), TYPES, simulation.clock);
        Throwable end = catchThrowable(() -> tick.run(Tasks.invocation()));
        assertThat(end != null).as("%s", end).isEqualTo(crashes.happened());
        return crashes.happened();
    }

    @Test
    void twoTicksAtOnceCountEachTaskOnce() {
        Simulation simulation = withFailed(60);
        Redrive made = redriver(simulation).make(all(), Tasks.id(simulation.clock.instant()));
        assertThat(diesAt(simulation, new Crashes(40, true))).isTrue();
        Redriver first = redriver(simulation);
        Redriver second = redriver(simulation);

        assertThat(first.work() + second.work()).isPositive();

        assertThat(simulation.redrives.find(made.id()).orElseThrow().done()).isEqualTo(60);
        simulation.runUntilAllEnd(DAY);
        assertThat(simulation.runs.values()).allMatch(runs -> runs == 2);
    }

    private static Simulation withBlocked(Pause pause, int tasks) {
        Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));
        simulation.board.pause(pause);
        submit(simulation, tasks);
        simulation.queue.loseAll();
        for (TaskRecord task : simulation.store.all()) {
            assertThat(simulation.store.replace(task, Lifecycle.block(task, pause)))
                    .isTrue();
        }
        return simulation;
    }

    @Test
    void whatAPauseBlockedStaysUntilItEndsAndThenRuns() {
        Pause pause = Pause.of(QueueName.DEFAULT);
        Simulation simulation = withBlocked(pause, 70);
        simulation.runUntilAllEnd(Duration.ofHours(1));
        assertThat(states(simulation, TaskState.BLOCKED)).isEqualTo(70);
        assertThat(simulation.queue.size()).isZero();

        simulation.board.resume(pause, simulation.clock.instant());
        simulation.runUntilAllEnd(Duration.ofMinutes(2));

        assertThat(states(simulation, TaskState.SUCCEEDED)).isEqualTo(70);
        assertThat(simulation.runs.values()).allMatch(runs -> runs == 1);
        assertThat(simulation.board.read().releasing()).containsKey(pause);
        simulation.clock.advance(Duration.ofMinutes(16));
        simulation.tick(new InMemorySweepMark(), TYPES).run(Tasks.invocation());
        assertThat(simulation.board.read().releasing()).isEmpty();
    }

    @Test
    void aNameStaysListedUntilATickFindsNothingUnderIt() {
        Pause pause = Pause.of(QueueName.DEFAULT);
        Simulation simulation = withBlocked(pause, 3);
        simulation.board.resume(pause, simulation.clock.instant());
        simulation.clock.advance(Duration.ofMinutes(16));
        Tick tick = simulation.tick(new InMemorySweepMark(), TYPES);

        tick.run(Tasks.invocation());
        assertThat(simulation.board.read().releasing()).containsKey(pause);
        tick.run(Tasks.invocation());
        assertThat(simulation.board.read().releasing()).isEmpty();
    }

    @Test
    void aNameStaysListedAsLongAsAWorkerMayBlockByIt() {
        Pause pause = Pause.of(QueueName.DEFAULT);
        Simulation simulation = withBlocked(pause, 0);
        simulation.board.resume(pause, simulation.clock.instant());
        Tick tick = simulation.tick(new InMemorySweepMark(), TYPES);

        simulation.clock.advance(Duration.ofMinutes(15));
        tick.run(Tasks.invocation());
        assertThat(simulation.board.read().releasing()).containsKey(pause);
        simulation.clock.advance(Duration.ofMillis(1));
        tick.run(Tasks.invocation());
        assertThat(simulation.board.read().releasing()).isEmpty();
    }

    @Test
    void whatIsBlockedUnderANameThatNobodyKnowsRunsAllTheSame() {
        Pause pause = Pause.ofType("work");
        Simulation simulation = withBlocked(pause, 7);
        simulation.board.resume(pause, simulation.clock.instant());
        simulation.board.released(pause, simulation.clock.instant());

        simulation.runUntilAllEnd(Duration.ofMinutes(10));

        assertThat(states(simulation, TaskState.SUCCEEDED)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTickThatDiesAnywhereWhileItReleasesLosesNothing(boolean after) {
        Pause pause = Pause.of(QueueName.DEFAULT);
        for (int writes = 0; ; writes++) {
            Simulation simulation = withBlocked(pause, 60);
            simulation.board.resume(pause, simulation.clock.instant());
            boolean died = diesAt(simulation, new Crashes(writes, after));

            simulation.runUntilAllEnd(DAY);

            assertThat(states(simulation, TaskState.SUCCEEDED))
                    .as("after %d writes", writes)
                    .isEqualTo(60);
            assertThat(simulation.runs.values()).allMatch(runs -> runs == 1);
            if (!died) {
                return;
            }
        }
    }

    @Test
    void theBooksSayWhatBecameOfEveryHour() {
        Simulation simulation = new Simulation(2, Faults.none(), context -> Outcome.done("1"));
        submit(simulation, 30);
        Instant noon = simulation.clock.instant();
        assertThat(simulation
                        .enqueuer
                        .submit(Tasks.spec(noon.plus(Duration.ofHours(3)), null))
                        .state())
                .isEqualTo(TaskState.SCHEDULED);
        run(simulation, Duration.ofMinutes(70));
        submit(simulation, 4);
        run(simulation, Duration.ofMinutes(10));

        LossReport report = LossReport.of(simulation.ledger, 3, simulation.clock.instant());
        assertThat(report.asOf()).isEqualTo(simulation.clock.instant().minus(Sweeper.AGE));
        assertThat(report.unaccounted()).isZero();
        assertThat(report.hours())
                .containsExactly(
                        new LossReport.Hour(noon.plus(1, ChronoUnit.HOURS), 4, 4, 0, 0, 0),
                        new LossReport.Hour(noon, 31, 30, 1, 0, 0),
                        new LossReport.Hour(noon.minus(1, ChronoUnit.HOURS), 0, 0, 0, 0, 0));
        run(simulation, Duration.ofHours(3));
        assertThat(LossReport.of(simulation.ledger, 24, simulation.clock.instant())
                        .hours())
                .hasSize(24)
                .contains(new LossReport.Hour(noon, 31, 31, 0, 0, 0));
    }

    @Test
    void aTaskThatRunsIsSaidToRun() {
        Simulation simulation = new Simulation(2, Faults.none(), context -> Outcome.done("1"));
        submit(simulation, 3);
        TaskId first = simulation.store.all().getFirst().id();
        TaskRecord running =
                Lifecycle.claim(simulation.store.find(first).orElseThrow(), "held", simulation.clock.instant());
        assertThat(simulation.store.replace(simulation.store.find(first).orElseThrow(), running))
                .isTrue();
        InMemorySweepMark mark = new InMemorySweepMark();
        for (int minute = 0; minute < 8; minute++) {
            simulation.clock.advance(Duration.ofMinutes(1));
            simulation.tick(mark, TYPES).run(Tasks.invocation());
        }

        assertThat(LossReport.of(simulation.ledger, 1, simulation.clock.instant())
                        .hours())
                .containsExactly(new LossReport.Hour(Instant.parse("2026-03-01T12:00:00Z"), 3, 0, 2, 1, 0));
    }

    @Test
    void whatIsLostIsUnaccountedUntilItEnds() {
        Simulation simulation = new Simulation(3, Faults.none(), context -> Outcome.done("1"));
        submit(simulation, 5);
        InMemorySweepMark mark = new InMemorySweepMark();
        for (int minute = 0; minute < 12; minute++) {
            simulation.queue.loseAll();
            simulation.clock.advance(Duration.ofMinutes(1));
            simulation.tick(mark, TYPES).run(Tasks.invocation());
        }

        LossReport report = LossReport.of(simulation.ledger, 1, simulation.clock.instant());
        assertThat(report.unaccounted()).isEqualTo(5);
        assertThat(report.hours().getFirst().unaccounted()).isEqualTo(5);
        simulation.runUntilAllEnd(DAY);
        simulation.tick(mark, TYPES).run(Tasks.invocation());
        assertThat(LossReport.of(simulation.ledger, 1, simulation.clock.instant())
                        .unaccounted())
                .isZero();
    }

    @Test
    void whatShouldHaveBeenSentFiveMinutesAgoIsUnaccounted() {
        Simulation simulation = new Simulation(3, Faults.none(), context -> Outcome.done("1"));
        Instant due = simulation.clock.instant().plus(Duration.ofMinutes(20));
        assertThat(simulation.enqueuer.submit(Tasks.spec(due, null)).state()).isEqualTo(TaskState.SCHEDULED);
        simulation.clock.moveTo(due.plus(Duration.ofMinutes(5)));
        assertThat(overdue(simulation)).isZero();

        simulation.clock.advance(Duration.ofMillis(1));

        assertThat(overdue(simulation)).isEqualTo(1);
    }

    private static long overdue(Simulation simulation) {
        Census census = new Census(new InMemoryTaskSurvey(simulation.store, 10), Map.of(), simulation.clock.instant());
        assertThat(census.count(null, simulation.clock.instant())).isNull();
        return census.open().values().stream()
                .mapToLong(LossLedger.Open::overdue)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTickThatDiesAnywhereCountsNothingTwice(boolean after) {
        for (int writes = 0; writes < 12; writes++) {
            Simulation simulation = new Simulation(4, Faults.none(), context -> Outcome.done("1"));
            simulation.clock.moveTo(Instant.parse("2026-03-01T12:58:00Z"));
            InMemorySweepMark mark = new InMemorySweepMark();
            submit(simulation, 10);
            for (int minute = 0; minute < 20; minute++) {
                simulation.clock.advance(Duration.ofMinutes(1));
                submit(simulation, 1);
                Crashes crashes = new Crashes(minute % 3 == 0 ? writes : -1, after);
                Tick tick = new Tick(crashes.in(simulation.ports(mark)), TYPES, simulation.clock);
                Throwable end = catchThrowable(() -> tick.run(Tasks.invocation()));
                assertThat(end != null).as("%s", end).isEqualTo(crashes.happened());
            }
            simulation.tick(mark, TYPES).run(Tasks.invocation());

            List<LossReport.Hour> hours = LossReport.of(simulation.ledger, 2, simulation.clock.instant())
                    .hours();
            assertThat(hours)
                    .as("dying at write %d", writes)
                    .extracting(LossReport.Hour::accepted)
                    .containsExactly(14L, 11L);
            assertThat(hours).allMatch(hour -> hour.waiting() == hour.accepted());
        }
    }

    @Test
    void aCountThatTakesManyTicksComesToTheSame() {
        Simulation simulation = new Simulation(5, Faults.none(), context -> Outcome.done("1"));
        Instant far = simulation.clock.instant().plus(Duration.ofDays(2));
        IntStream.range(0, 200)
                .forEach(i -> assertThat(simulation
                                .enqueuer
                                .submit(Tasks.spec(far, null))
                                .state())
                        .isEqualTo(TaskState.SCHEDULED));
        TickPorts ports = simulation.ports(new InMemorySweepMark());
        TickPorts slow = new TickPorts(
                ports.store(),
                ports.queue(),
                ports.mark(),
                ports.board(),
                new InMemoryTaskSurvey(simulation.store, 2),
                ports.redrives(),
                ports.ledger(),
                ports.counts(),
                ports.enqueuer());
        for (int minute = 0; minute < 20; minute++) {
            simulation.clock.advance(Duration.ofMinutes(1));
            new Tick(slow, TYPES, simulation.clock).run(Tasks.invocation());
        }

        assertThat(LossReport.of(simulation.ledger, 1, simulation.clock.instant())
                        .hours())
                .containsExactly(new LossReport.Hour(Instant.parse("2026-03-01T12:00:00Z"), 200, 0, 200, 0, 0));
    }

    @Test
    void aPartThatFailsKeepsNoOtherFromItsWork() {
        Simulation simulation = withFailed(3);
        Redrive made = redriver(simulation).make(all(), Tasks.id(simulation.clock.instant()));
        TickPorts ports = simulation.ports(new InMemorySweepMark());
        TickPorts broken = new TickPorts(
                ports.store(),
                ports.queue(),
                new BrokenMark(),
                ports.board(),
                ports.survey(),
                ports.redrives(),
                ports.ledger(),
                ports.counts(),
                ports.enqueuer());

        Throwable failure = catchThrowable(() -> new Tick(broken, TYPES, simulation.clock).run(Tasks.invocation()));

        assertThat(failure).isInstanceOf(UnavailableException.class);
        assertThat(simulation.redrives.find(made.id()).orElseThrow().done()).isEqualTo(3);
    }

    /** A mark that cannot be read. */
    private static final class BrokenMark implements SweepMark {
        @Override
        public Optional<Mark> read() {
            throw new UnavailableException("No.");
        }

        @Override
        public void begin(Instant reach) {}

        @Override
        public Optional<Instant> begun() {
            return Optional.empty();
        }

        @Override
        public boolean move(Mark seen, Mark next) {
            return false;
        }
    }

    /** Ticks every minute and lets the workers work, to the end. */
    private static void run(Simulation simulation, Duration time) {
        Instant end = simulation.clock.instant().plus(time);
        while (simulation.clock.instant().isBefore(end)) {
            simulation.runOnce();
        }
        simulation.clock.moveTo(end);
        simulation.runOnce();
    }
}
