package dev.offstage.scheduler;

import static dev.offstage.schedule.Firing.Outcome.RAN;
import static dev.offstage.scheduler.ScheduleRig.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.offstage.engine.Dying;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.InMemoryTaskKeys;
import dev.offstage.engine.TaskQueue;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.UnavailableException;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Misfire;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Processes that die before or after each of their calls, one by one. */
final class SchedulerFaultsTest {
    private static final ScheduleSpec SPEC = ScheduleSpecs.every(30).named("s");

    /** The ports of a process that dies. */
    private static SchedulerPorts dying(ScheduleRig rig, Dying dying) {
        TaskStore tasks = dying.at(TaskStore.class, rig.tasks);
        return new SchedulerPorts(
                dying.at(ScheduleStore.class, rig.schedules),
                dying.at(FiringLedger.class, rig.ledger),
                dying.at(Overlaps.class, rig.overlaps),
                tasks,
                new Enqueuer(
                        tasks, new InMemoryTaskKeys(), dying.at(TaskQueue.class, rig.queue), rig.clock, new Random(3)));
    }

    /** Lets {@code act} die at each of its calls in turn, each time in a world of its own; says at how many. */
    private static int everywhere(Consumer<ScheduleRig> before, Act act, Consumer<ScheduleRig> after) {
        for (int halfSteps = 0; ; halfSteps++) {
            ScheduleRig rig = new ScheduleRig();
            before.accept(rig);
            SchedulerPorts ports = dying(rig, new Dying(halfSteps));
            Throwable end = catchThrowable(() -> act.run(rig, ports));
            after.accept(rig);
            if (!(end instanceof Dying.Died)) {
                assertThat(end).isNull();
                return halfSteps;
            }
        }
    }

    private interface Act {
        void run(ScheduleRig rig, SchedulerPorts ports);
    }

    private static void tick(ScheduleRig rig, SchedulerPorts ports) {
        new Scheduler(ports, rig.types, List.of(), OverdueFirings.NONE, rig.clock).run(rig.invocation);
    }

    private static ScheduleDesk desk(ScheduleRig rig, SchedulerPorts ports) {
        return new ScheduleDesk(ports, rig.types, rig.clock, rig.invocation.log());
    }

    @Test
    void aTickThatDiesAnywherePlacesEachFiringOnce() {
        int places = everywhere(
                rig -> {
                    rig.put(SPEC);
                    rig.live(Duration.ofSeconds(59));
                },
                SchedulerFaultsTest::tick,
                rig -> {
                    rig.live(Duration.ofSeconds(130));
                    assertThat(rig.ran()).containsOnlyKeys(30L, 60L, 90L, 120L, 150L, 180L);
                    allRanOnce(rig);
                    assertThat(rig.tasks.all()).hasSameSizeAs(rig.ledger.all());
                });

        assertThat(places).isGreaterThan(15);
    }

    @Test
    void aLateTickThatDiesAnywhereCatchesUpOnce() {
        everywhere(
                rig -> {
                    rig.put(ScheduleSpecs.every(600).misfire(Misfire.RUN_ALL).named("s"));
                    rig.sleep(Duration.ofSeconds(2500));
                },
                SchedulerFaultsTest::tick,
                rig -> {
                    rig.live(Duration.ofSeconds(130));
                    assertThat(rig.ran()).containsOnlyKeys(600L, 1200L, 1800L, 2400L);
                    allRanOnce(rig);
                });
    }

    @Test
    void aReplacementThatDiesAnywhereAndIsRepeatedHolds() {
        ScheduleSpec other = ScheduleSpecs.every(60).args("{\"mood\": \"new\"}").named("s");
        everywhere(
                rig -> {
                    rig.put(SPEC);
                    rig.live(Duration.ofSeconds(35));
                },
                (rig, ports) -> assertThat(desk(rig, ports).put(other, null)).isNotNull(),
                rig -> {
                    rig.put(other);
                    rig.live(Duration.ofSeconds(150));
                    assertThat(rig.ran()).containsOnlyKeys(30L, 60L, 120L, 180L);
                    allRanOnce(rig);
                    assertThat(rig.ledger.all().stream()
                                    .filter(line -> !line.dueAt().isAfter(NOON.plusSeconds(185)))
                                    .map(Firing::outcome))
                            .doesNotContain(Firing.Outcome.WAITING);
                });
    }

    @Test
    void aResumptionThatDiesAnywhereAndIsRepeatedCatchesUpOnce() {
        everywhere(
                rig -> {
                    rig.put(ScheduleSpecs.every(600).named("s"));
                    rig.desk.pause("s");
                    rig.live(Duration.ofSeconds(1900));
                },
                (rig, ports) -> assertThat(desk(rig, ports).resume("s", true)).isNotNull(),
                rig -> {
                    assertThat(rig.desk.resume("s", true)).isNotNull();
                    rig.live(Duration.ofSeconds(70));
                    assertThat(rig.ran()).containsOnlyKeys(1800L);
                    allRanOnce(rig);
                });
    }

    @Test
    void aBackfillThatDiesAnywhereAndIsRepeatedRunsEachOnce() {
        everywhere(
                rig -> rig.put(SPEC),
                (rig, ports) -> assertThat(desk(rig, ports).backfill("s", NOON.minusSeconds(90), NOON, 100, false))
                        .isPresent(),
                rig -> {
                    assertThat(rig.desk.backfill("s", NOON.minusSeconds(90), NOON, 100, false))
                            .isPresent();
                    rig.live(Duration.ofSeconds(5));
                    assertThat(rig.ran()).containsOnlyKeys(-90L, -60L, -30L);
                    allRanOnce(rig);
                });
    }

    @Test
    void aGateThatFailsSpendsNoAttempt() {
        ScheduleRig rig = new ScheduleRig();
        rig.put(SPEC);
        rig.trouble = () -> new UnavailableException("Not now.");
        rig.live(Duration.ofSeconds(40));
        rig.trouble = null;

        rig.live(Duration.ofSeconds(18));

        TaskRecord task = rig.taskOf(rig.line("s", 30));
        assertThat(task.state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(task.attempt()).isEqualTo(1);
        assertThat(rig.outcome("s", 30)).isEqualTo(RAN);
    }

    @Test
    void aScheduleThatCannotBePlacedHoldsUpNoOther() {
        ScheduleRig rig = new ScheduleRig();
        rig.put(ScheduleSpecs.every(30).named("a"));
        Schedule broken = rig.put(ScheduleSpecs.every(30).named("b"));
        rig.put(ScheduleSpecs.every(30).named("c"));
        rig.unreadable = broken.name();
        rig.sleep(Duration.ofMinutes(1));

        Throwable failure = catchThrowable(rig::tick);

        assertThat(failure).isInstanceOf(UnavailableException.class);
        assertThat(rig.ledger.find("a", NOON.plusSeconds(180))).isPresent();
        assertThat(rig.ledger.find("c", NOON.plusSeconds(180))).isPresent();
        assertThat(rig.notes).anySatisfy(note -> assertThat(note).contains("\"schedule\":\"b\""));
    }

    private static void allRanOnce(ScheduleRig rig) {
        assertThat(rig.ran().values()).allSatisfy(times -> assertThat(times).hasSize(1));
    }
}
