package dev.offstage.scheduler;

import static dev.offstage.schedule.Firing.Outcome.CAUGHT_UP;
import static dev.offstage.schedule.Firing.Outcome.MISSED;
import static dev.offstage.schedule.Firing.Outcome.RAN;
import static dev.offstage.schedule.Firing.Outcome.SKIPPED;
import static dev.offstage.schedule.Firing.Outcome.WAITING;
import static dev.offstage.scheduler.ScheduleRig.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.Tasks;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Misfire;
import dev.offstage.schedule.Origin;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.scheduler.ScheduleDesk.Changed;
import dev.offstage.task.Outcome;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What callers do with schedules, and what becomes of what was placed before. */
final class ScheduleDeskTest {
    private final ScheduleRig rig = new ScheduleRig();

    @Test
    void aNewScheduleIsPlacedAtOnce() {
        Changed made = rig.desk.put(ScheduleSpecs.every(30).named("s"), null);

        assertThat(made).isInstanceOf(Changed.Created.class);
        Schedule schedule = rig.schedules.find("s").orElseThrow();
        assertThat(schedule.origin()).isEqualTo(Origin.API);
        assertThat(schedule.createdAt()).isEqualTo(NOON);
        assertThat(schedule.placedUpTo()).isEqualTo(NOON.plusSeconds(120));
        assertThat(schedule.nextFiring()).isEqualTo(NOON.plusSeconds(150));
        assertThat(rig.ledger.all()).hasSize(4);
        assertThat(rig.queue.size()).isEqualTo(4);
    }

    @Test
    void theSameDefinitionAgainChangesNothing() {
        ScheduleSpec spec = ScheduleSpecs.every(30).named("s");
        Schedule made = rig.put(spec);

        assertThat(rig.desk.put(spec, null)).isEqualTo(new Changed.Updated(made));
        assertThat(rig.desk.put(spec, made.revision())).isEqualTo(new Changed.Updated(made));
        assertThat(rig.schedules.find("s")).contains(made);
    }

    @Test
    void onlyTheExpectedRevisionIsReplacedOrDeleted() {
        Schedule made = rig.put(ScheduleSpecs.every(30).named("s"));
        ScheduleSpec other = ScheduleSpecs.every(60).named("s");

        assertThat(rig.desk.put(other, made.revision() + 1)).isEqualTo(new Changed.OtherRevision(made));
        assertThat(rig.desk.delete("s", made.revision() + 1)).isEqualTo(new Changed.OtherRevision(made));
        assertThat(rig.desk.put(ScheduleSpecs.every(60).named("t"), 1L)).isEqualTo(new Changed.OtherRevision(null));
        rig.live(Duration.ofMinutes(3));
        assertThat(rig.desk.put(other, made.revision()))
                .as("ticks change no revision")
                .isInstanceOf(Changed.Updated.class);
        Schedule replaced = rig.schedules.find("s").orElseThrow();
        assertThat(replaced.revision()).isEqualTo(made.revision() + 1);
        assertThat(rig.desk.delete("s", made.revision())).isInstanceOf(Changed.OtherRevision.class);
        assertThat(rig.desk.delete("s", replaced.revision())).isInstanceOf(Changed.Deleted.class);
        assertThat(rig.desk.delete("s", null)).isInstanceOf(Changed.Missing.class);
    }

    @Test
    void aReplacementTakesOverWhatBothHaveAndSkipsTheRest() {
        rig.put(ScheduleSpecs.every(30).named("s"));
        rig.live(Duration.ofSeconds(35));

        rig.put(ScheduleSpecs.every(60).args("{\"mood\": \"new\"}").named("s"));
        rig.live(Duration.ofSeconds(90));

        assertThat(rig.ran()).containsOnlyKeys(30L, 60L, 120L);
        assertThat(rig.taskOf(rig.line("s", 60)).spec().args()).contains("new");
        assertThat(rig.outcome("s", 90)).isEqualTo(SKIPPED);
        assertThat(rig.line("s", 90).reason()).contains("replaced");
        assertThat(rig.tasks.all().stream().filter(task -> task.state() == TaskState.CANCELLED))
                .hasSize(3);
        Schedule schedule = rig.schedules.find("s").orElseThrow();
        assertThat(schedule.createdAt()).isEqualTo(NOON);
        assertThat(schedule.changedAt()).isEqualTo(NOON.plusSeconds(35));
    }

    @Test
    void aReplacementKeepsThePause() {
        rig.put(ScheduleSpecs.every(30).named("s"));
        rig.desk.pause("s");

        assertThat(rig.put(ScheduleSpecs.every(60).named("s")).isPaused()).isTrue();
    }

    @Test
    void whatWasPlacedOfADeletedOneIsSkipped() {
        rig.put(ScheduleSpecs.every(30).named("s"));
        rig.live(Duration.ofSeconds(35));

        rig.desk.delete("s", null);
        rig.live(Duration.ofMinutes(5));

        assertThat(rig.ran()).containsOnlyKeys(30L);
        assertThat(rig.line("s", 60).reason()).contains("deleted");
        assertThat(rig.ledger.all()).hasSize(4);
    }

    @Test
    void oneMadeAnewIsNotTakenForItsPredecessor() {
        rig.put(ScheduleSpecs.every(30).named("s"));
        rig.desk.delete("s", null);
        rig.put(ScheduleSpecs.every(30).args("{\"mood\": \"new\"}").named("s"));

        rig.live(Duration.ofSeconds(65));

        assertThat(rig.ran()).containsOnlyKeys(30L, 60L);
        assertThat(rig.taskOf(rig.line("s", 30)).spec().args()).contains("new");
    }

    @Test
    void firingsPassWhileItIsPaused() {
        rig.put(ScheduleSpecs.every(60).named("s"));
        rig.live(Duration.ofSeconds(70));

        Changed paused = rig.desk.pause("s");
        assertThat(rig.desk.pause("s")).isEqualTo(paused);
        rig.live(Duration.ofMinutes(5));

        assertThat(rig.ran()).containsOnlyKeys(60L);
        for (long second : new long[] {120, 180, 240, 300}) {
            assertThat(rig.outcome("s", second)).isEqualTo(SKIPPED);
            assertThat(rig.line("s", second).reason()).contains("paused");
        }
        assertThat(rig.ledger.find("s", NOON.plusSeconds(420))).isEmpty();
    }

    @Test
    void itGoesOnFromNow() {
        rig.put(ScheduleSpecs.every(60).named("s"));
        rig.desk.pause("s");
        rig.live(Duration.ofSeconds(290));

        Changed resumed = rig.desk.resume("s", false);
        assertThat(resumed).isInstanceOf(Changed.Updated.class);
        assertThat(rig.desk.resume("s", false)).isEqualTo(resumed);
        rig.live(Duration.ofSeconds(80));

        assertThat(rig.ran()).containsOnlyKeys(300L, 360L);
        assertThat(rig.outcome("s", 240)).isEqualTo(SKIPPED);
    }

    @Test
    void whatAPauseHeldBackIsNoRun() {
        rig.put(ScheduleSpecs.every(10).maxRuns(4).named("s"));
        rig.live(Duration.ofSeconds(25));
        for (int i = 0; i < 2; i++) {
            rig.desk.pause("s");
            rig.live(Duration.ofSeconds(20));
            rig.desk.resume("s", false);
        }

        rig.live(Duration.ofMinutes(5));

        assertThat(rig.outcome("s", 30)).isEqualTo(SKIPPED);
        assertThat(rig.ran()).containsOnlyKeys(10L, 20L, 70L, 80L);
    }

    @Test
    void whatWasPlacedBeforeThePauseRunsWhenItIsOverInTime() {
        rig.put(ScheduleSpecs.every(60).named("s"));
        rig.desk.pause("s");
        rig.desk.resume("s", false);

        rig.live(Duration.ofSeconds(125));

        assertThat(rig.ran()).containsOnlyKeys(60L, 120L);
    }

    @Test
    void theNewestOfThePauseIsCaughtUp() {
        rig.put(ScheduleSpecs.every(600).named("s"));
        rig.live(Duration.ofSeconds(610));
        rig.desk.pause("s");
        rig.live(Duration.ofSeconds(3700));

        rig.desk.resume("s", true);
        rig.live(Duration.ofMinutes(2));

        assertThat(rig.ran()).containsOnlyKeys(600L, 4200L);
        assertThat(rig.outcome("s", 4200)).isEqualTo(CAUGHT_UP);
        assertThat(rig.outcome("s", 3600)).isEqualTo(SKIPPED);
    }

    @Test
    void asManyOfThePauseAsTheRuleSaysAreCaughtUp() {
        rig.put(ScheduleSpecs.every(600).misfire(Misfire.RUN_ALL).misfireMax(2).named("s"));
        rig.desk.pause("s");
        rig.sleep(Duration.ofSeconds(3700));

        rig.desk.resume("s", true);
        rig.live(Duration.ofMinutes(1));

        assertThat(rig.ran()).containsOnlyKeys(3000L, 3600L);
        assertThat(rig.outcome("s", 2400)).isEqualTo(SKIPPED);
        assertThat(rig.ledger.all()).as("a line for each").hasSize(6);
    }

    @Test
    void ofAShortPauseAllAreCaughtUpOneAfterTheOther() {
        rig.put(ScheduleSpecs.every(2).misfire(Misfire.RUN_ALL).named("s"));
        rig.live(Duration.ofSeconds(10));
        rig.desk.pause("s");
        rig.live(Duration.ofSeconds(20));

        rig.handler = context -> rig.clock.instant().isBefore(ScheduleRig.NOON.plusSeconds(35))
                ? Outcome.snooze(Duration.ofSeconds(1), null)
                : Outcome.done("1");
        rig.desk.resume("s", true);
        rig.live(Duration.ofSeconds(40));

        assertThat(rig.ran()).containsKeys(12L, 14L, 16L, 18L, 20L, 22L, 24L, 26L, 28L, 30L);
        assertThat(rig.outcome("s", 10)).isEqualTo(RAN);
        assertThat(rig.outcome("s", 12)).isEqualTo(CAUGHT_UP);
        assertThat(rig.outcome("s", 30)).isEqualTo(CAUGHT_UP);
    }

    @Test
    void noneIsCaughtUpWhereTheyAreToBeMissed() {
        rig.put(ScheduleSpecs.every(600).misfire(Misfire.SKIP).named("s"));
        rig.desk.pause("s");
        rig.sleep(Duration.ofSeconds(3700));

        rig.desk.resume("s", true);
        rig.live(Duration.ofMinutes(1));

        assertThat(rig.ran()).isEmpty();
        assertThat(rig.outcome("s", 3600)).isEqualTo(SKIPPED);
    }

    @Test
    void aPauseThatNoTickSawHasItsLinesAllTheSame() {
        rig.put(ScheduleSpecs.every(60).named("s"));
        rig.desk.pause("s");
        rig.sleep(Duration.ofSeconds(610));

        rig.desk.resume("s", false);

        assertThat(rig.ledger.all().stream().filter(line -> line.outcome() == SKIPPED))
                .as("and two that wait for their tasks to say so")
                .hasSize(8);
        rig.live(Duration.ofMinutes(1));
        assertThat(rig.ledger.all().stream().filter(line -> line.outcome() == SKIPPED))
                .hasSize(10);
        assertThat(rig.ran()).containsOnlyKeys(660L);
    }

    @Test
    void itRunsBesideItsPlanAlsoWhilePaused() {
        rig.put(ScheduleSpecs.every(3600).args("{\"mood\": \"good\"}").named("s"));
        rig.desk.pause("s");
        TaskId id = Tasks.id(NOON);

        TaskRecord task = rig.desk.run("s", id, null).orElseThrow();
        assertThat(rig.desk.run("s", id, null)).contains(task);
        rig.live(Duration.ofSeconds(1));

        assertThat(task.spec().scheduledBy().schedule()).isEqualTo("s");
        assertThat(rig.task(id).state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(rig.ledger.all()).isEmpty();
        assertThat(rig.desk.run("other", id, null)).isEmpty();
    }

    @Test
    void whatDidNotRunIsRunOnRequestOnce() {
        rig.put(ScheduleSpecs.every(60).misfire(Misfire.SKIP).named("s"));
        rig.live(Duration.ofSeconds(125));
        rig.sleep(Duration.ofMinutes(10));
        rig.tick();
        rig.work();
        assertThat(rig.outcome("s", 300)).isEqualTo(MISSED);

        List<Firing> would = rig.desk
                .backfill("s", NOON.minusSeconds(120), NOON.plusSeconds(361), 100, true)
                .orElseThrow();
        assertThat(would)
                .extracting(Firing::dueAt)
                .containsExactly(
                        NOON.minusSeconds(120),
                        NOON.minusSeconds(60),
                        NOON,
                        NOON.plusSeconds(180),
                        NOON.plusSeconds(240),
                        NOON.plusSeconds(300),
                        NOON.plusSeconds(360));
        List<Firing> placed = rig.desk
                .backfill("s", NOON.minusSeconds(120), NOON.plusSeconds(361), 100, false)
                .orElseThrow();
        assertThat(placed)
                .hasSize(7)
                .allSatisfy(line -> assertThat(line.outcome()).isEqualTo(WAITING));
        assertThat(rig.desk.backfill("s", NOON.minusSeconds(120), NOON.plusSeconds(361), 100, false))
                .contains(placed);
        rig.live(Duration.ofSeconds(5));

        assertThat(rig.ran()).containsKeys(-120L, -60L, 0L, 180L, 240L, 300L, 360L);
        rig.ran().forEach((due, times) -> assertThat(times).hasSize(1));
        assertThat(rig.outcome("s", -120)).isEqualTo(CAUGHT_UP);
        assertThat(rig.desk.backfill("s", NOON.minusSeconds(120), NOON.plusSeconds(361), 100, false))
                .contains(List.of());
        assertThat(rig.desk.backfill("other", NOON, NOON, 100, true)).isEmpty();
    }

    @Test
    void aBackfillOutlivesAResumption() {
        rig.put(ScheduleSpecs.every(600).named("s"));
        rig.desk.pause("s");
        rig.sleep(Duration.ofSeconds(700));
        rig.tick();
        rig.work();
        rig.desk.backfill("s", NOON, NOON.plusSeconds(601), 100, false);
        rig.desk.resume("s", true);
        rig.live(Duration.ofSeconds(30));

        assertThat(rig.ran().get(600L)).hasSize(1);
        assertThat(rig.outcome("s", 600)).isEqualTo(CAUGHT_UP);
    }

    @Test
    void aLineThatLostItsTaskIsMendedWhenSomebodyLooks() {
        rig.put(ScheduleSpecs.every(60).named("s"));
        assertThat(rig.tasks.delete(rig.taskOf(rig.line("s", 60)))).isTrue();
        rig.queue.loseAll();
        rig.sleep(Duration.ofMinutes(20));

        List<Firing> lines = rig.desk.firings("s", NOON, NOON.plusSeconds(61), 10);

        assertThat(lines).extracting(Firing::outcome).containsExactly(SKIPPED);
        assertThat(rig.outcome("s", 60)).isEqualTo(SKIPPED);
    }

    @Test
    void linesAreListedNewestFirst() {
        rig.put(ScheduleSpecs.every(30).named("s"));
        rig.live(Duration.ofSeconds(65));

        assertThat(rig.desk.firings("s", NOON, NOON.plusSeconds(91), 3))
                .extracting(Firing::outcome)
                .containsExactly(WAITING, RAN, RAN);
    }

    @Test
    void theCodesSchedulesAreDeclaredByTheFirstTick() {
        rig.put(ScheduleSpecs.every(60).named("a-callers"));
        rig.put(ScheduleSpecs.every(60).named("taken"));
        rig.declared.add(ScheduleSpecs.every(10).named("beat"));
        rig.declared.add(ScheduleSpecs.every(10).named("gone-soon"));
        rig.declared.add(ScheduleSpecs.every(10).named("taken"));
        rig.restart();
        rig.tick();
        rig.desk.pause("beat");

        rig.declared.remove(1);
        rig.declared.set(0, ScheduleSpecs.every(20).named("beat"));
        rig.restart();
        rig.tick();

        assertThat(rig.schedules.list(null, 10))
                .extracting(Schedule::name)
                .containsExactly("a-callers", "beat", "taken");
        Schedule beat = rig.schedules.find("beat").orElseThrow();
        assertThat(beat.isPaused()).isTrue();
        assertThat(beat.origin()).isEqualTo(Origin.CODE);
        assertThat(beat.spec()).isEqualTo(ScheduleSpecs.every(20).named("beat"));
        assertThat(rig.schedules.find("taken").orElseThrow().origin()).isEqualTo(Origin.API);
        assertThat(rig.notes).anySatisfy(note -> assertThat(note).contains("taken"));
        assertThat(rig.desk.put(ScheduleSpecs.every(60).named("beat"), null))
                .isEqualTo(new Changed.DeclaredInCode(beat));
        assertThat(rig.desk.delete("beat", null)).isEqualTo(new Changed.DeclaredInCode(beat));
    }

    @Test
    void declaredSchedulesArePlacedAtOnce() {
        rig.declared.add(ScheduleSpecs.every(10).named("beat"));
        rig.restart();

        rig.tick();

        assertThat(rig.ledger.all()).hasSize(12);
    }
}
