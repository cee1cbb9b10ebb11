package dev.offstage.scheduler;

import static dev.offstage.schedule.Firing.Outcome.CAUGHT_UP;
import static dev.offstage.schedule.Firing.Outcome.MISSED;
import static dev.offstage.schedule.Firing.Outcome.RAN;
import static dev.offstage.schedule.Firing.Outcome.SKIPPED;
import static dev.offstage.schedule.Firing.Outcome.WAITING;
import static dev.offstage.scheduler.ScheduleRig.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.Measure;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.FirstRun;
import dev.offstage.schedule.Misfire;
import dev.offstage.schedule.Overlap;
import dev.offstage.schedule.Schedule;
import dev.offstage.task.Outcome;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of firings: on time, late, and when others of the same schedule are at work. */
final class FiringsTest {
    private final ScheduleRig rig = new ScheduleRig();

    @Test
    void aScheduleFiresAtItsTimes() {
        rig.put(ScheduleSpecs.every(20).named("s"));

        rig.live(Duration.ofSeconds(65));

        assertThat(rig.ran()).containsOnlyKeys(20L, 40L, 60L);
        rig.ran().forEach((due, times) -> assertThat(times).containsExactly(due));
        assertThat(rig.outcome("s", 20)).isEqualTo(RAN);
        assertThat(rig.line("s", 40).reason()).isNull();
        assertThat(rig.line("s", 60).firedAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(rig.outcome("s", 80)).isEqualTo(WAITING);
        TaskRecord task = rig.taskOf(rig.line("s", 40));
        assertThat(task.state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(task.attempt()).isEqualTo(1);
        assertThat(task.id().createdAt()).isEqualTo(NOON.plusSeconds(40));
        assertThat(task.createdAt()).isEqualTo(NOON);
    }

    @Test
    void ticksThatComeTwiceOrNotPlaceEachFiringOnce() {
        rig.put(ScheduleSpecs.every(30).named("s"));
        rig.tick();
        rig.tick();
        rig.live(Duration.ofSeconds(59));
        rig.tick();
        rig.restart();
        rig.tick();
        rig.live(Duration.ofSeconds(200));

        assertThat(rig.ran()).containsOnlyKeys(30L, 60L, 90L, 120L, 150L, 180L, 210L, 240L);
        assertThat(rig.ran().values()).allSatisfy(times -> assertThat(times).hasSize(1));
        assertThat(rig.tasks.all()).hasSize(rig.ledger.all().size());
    }

    @Test
    void ofManyThatAreLateOnlyTheNewestRuns() {
        rig.put(ScheduleSpecs.every(60).named("s"));
        rig.sleep(Duration.ofSeconds(605));

        rig.tick();
        rig.work();

        assertThat(rig.ran()).containsOnlyKeys(600L);
        assertThat(rig.line("s", 60).reason()).startsWith("merged into");
        assertThat(rig.outcome("s", 60)).isEqualTo(MISSED);
        assertThat(rig.outcome("s", 240)).isEqualTo(MISSED);
        assertThat(rig.outcome("s", 600)).isEqualTo(RAN);
        assertThat(rig.outcome("s", 660)).isEqualTo(WAITING);
        // Those of the first two minutes had their tasks already.
        assertThat(rig.taskOf(rig.line("s", 60)).state()).isEqualTo(TaskState.CANCELLED);
        assertThat(rig.line("s", 240).task()).isNull();
        assertThat(rig.measured(Measure.FIRINGS_MISSED)).isEqualTo(9);
    }

    @Test
    void theNewestIsCaughtUpWhenItIsLate() {
        rig.put(ScheduleSpecs.every(300).named("s"));
        rig.sleep(Duration.ofSeconds(700));

        rig.tick();
        rig.work();

        assertThat(rig.ran()).containsOnlyKeys(600L);
        assertThat(rig.outcome("s", 300)).isEqualTo(MISSED);
        assertThat(rig.outcome("s", 600)).isEqualTo(CAUGHT_UP);
        assertThat(rig.line("s", 600).reason()).isEqualTo("late by 100 s");
    }

    @Test
    void allThatAreLateRunUpToTheMost() {
        rig.put(ScheduleSpecs.every(60).misfire(Misfire.RUN_ALL).misfireMax(3).named("s"));
        rig.sleep(Duration.ofSeconds(605));

        rig.tick();
        rig.work();
        rig.live(Duration.ofSeconds(30));

        // Three that are late, and the one that is on time.
        assertThat(rig.ran()).containsOnlyKeys(420L, 480L, 540L, 600L);
    }

    @Test
    void thoseThatAreCaughtUpWaitForEachOther() {
        rig.handler = busyUntil(640);
        rig.put(ScheduleSpecs.every(300).misfire(Misfire.RUN_ALL).named("s"));
        rig.sleep(Duration.ofSeconds(970));
        rig.handler = busyUntil(1000);

        rig.tick();
        rig.live(Duration.ofMinutes(1));

        assertThat(rig.ran()).containsOnlyKeys(300L, 600L, 900L);
        assertThat(rig.outcome("s", 300)).isEqualTo(CAUGHT_UP);
        assertThat(rig.outcome("s", 600)).isEqualTo(CAUGHT_UP);
        assertThat(rig.outcome("s", 900)).isEqualTo(CAUGHT_UP);
        assertThat(rig.ran().values())
                .anySatisfy(times -> assertThat(times.getFirst()).isGreaterThanOrEqualTo(1000));
    }

    /** As when the workers stood still for less than a minute. */
    @Test
    void thoseThatAreALittleLateWaitForEachOtherToo() {
        rig.handler = busyUntil(70);
        rig.put(ScheduleSpecs.every(10).misfire(Misfire.RUN_ALL).named("s"));
        rig.sleep(Duration.ofSeconds(46));

        rig.work();
        rig.handler = busyUntil(0);
        rig.live(Duration.ofSeconds(60));

        assertThat(rig.ran()).containsKeys(10L, 20L, 30L, 40L);
        assertThat(rig.outcome("s", 50)).as("on time, and the first still runs").isEqualTo(SKIPPED);
    }

    @Test
    void whatIsSkippedWhenLateIsMissed() {
        rig.put(ScheduleSpecs.every(300).misfire(Misfire.SKIP).named("s"));
        rig.sleep(Duration.ofSeconds(700));

        rig.tick();
        rig.work();

        assertThat(rig.ran()).isEmpty();
        assertThat(rig.outcome("s", 600)).isEqualTo(MISSED);
    }

    @Test
    void aTaskThatWaitedTooLongInItsQueueIsDecidedByTheSameRule() {
        rig.put(ScheduleSpecs.every(60).named("s"));
        rig.sleep(Duration.ofSeconds(125));

        rig.work();

        assertThat(rig.ran()).containsOnlyKeys(120L);
        TaskRecord late = rig.taskOf(rig.line("s", 60));
        assertThat(late.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(late.attempt()).isZero();
        assertThat(late.attempts()).isEmpty();
        assertThat(late.startedAt()).isNull();
        assertThat(late.ending().failure().code()).isEqualTo("missed");
    }

    @Test
    void aFiringIsSkippedWhileAnEarlierOneIsAtWork() {
        rig.handler = busyUntil(95);
        rig.put(ScheduleSpecs.every(30).named("s"));

        rig.live(Duration.ofSeconds(125));

        assertThat(rig.ran()).containsOnlyKeys(30L, 120L);
        assertThat(rig.outcome("s", 60)).isEqualTo(SKIPPED);
        assertThat(rig.line("s", 90).reason()).startsWith("overlap");
        TaskRecord skipped = rig.taskOf(rig.line("s", 90));
        assertThat(skipped.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(skipped.ending().failure().code()).isEqualTo("skipped");
        assertThat(rig.measured(Measure.FIRINGS_SKIPPED)).isEqualTo(2);
    }

    /** A handler whose first task snoozes until that second after noon. */
    private dev.offstage.engine.Tasks.Plain busyUntil(long second) {
        return context -> rig.clock.instant().isBefore(NOON.plusSeconds(second))
                ? Outcome.snooze(Duration.ofSeconds(5), null)
                : Outcome.done("1");
    }

    @Test
    void oneWaitsForTheEndOfTheOtherAndRunsAtOnceThen() {
        rig.handler = busyUntil(95);
        rig.put(ScheduleSpecs.every(30).overlap(Overlap.QUEUE_ONE).named("s"));

        rig.live(Duration.ofSeconds(119));

        assertThat(rig.ran()).containsOnlyKeys(30L, 60L);
        assertThat(rig.ran().get(60L)).containsExactly(95L);
        assertThat(rig.outcome("s", 60)).isEqualTo(RAN);
        assertThat(rig.outcome("s", 90)).isEqualTo(SKIPPED);
        assertThat(rig.taskOf(rig.line("s", 60)).attempt()).isEqualTo(1);
        assertThat(rig.taskOf(rig.line("s", 60)).attempts()).hasSize(1);
    }

    @Test
    void oneThatWaitsForLongIsNotLateByThat() {
        rig.handler = busyUntil(400);
        rig.put(ScheduleSpecs.every(120).overlap(Overlap.QUEUE_ONE).named("s"));

        rig.live(Duration.ofMinutes(7));

        assertThat(rig.outcome("s", 240)).isEqualTo(RAN);
        assertThat(rig.ran().get(240L)).containsExactly(400L);
        assertThat(rig.outcome("s", 360)).isEqualTo(SKIPPED);
    }

    @Test
    void theOtherIsCancelledAndTheNewestRuns() {
        rig.handler = busyUntil(1000);
        rig.put(ScheduleSpecs.every(30).overlap(Overlap.CANCEL_PREVIOUS).named("s"));

        rig.live(Duration.ofSeconds(100));

        assertThat(rig.taskOf(rig.line("s", 30)).state()).isEqualTo(TaskState.CANCELLED);
        assertThat(rig.taskOf(rig.line("s", 60)).state()).isEqualTo(TaskState.CANCELLED);
        assertThat(rig.outcome("s", 30)).isEqualTo(RAN);
        assertThat(rig.outcome("s", 60)).isEqualTo(RAN);
        assertThat(rig.outcome("s", 90)).isEqualTo(RAN);
        assertThat(rig.taskOf(rig.line("s", 90)).state().isFinal()).isFalse();
    }

    @Test
    void tasksThatMayOverlapDo() {
        rig.handler = busyUntil(95);
        rig.put(ScheduleSpecs.every(30).overlap(Overlap.ALLOW).named("s"));

        rig.live(Duration.ofSeconds(65));

        assertThat(rig.ran()).containsOnlyKeys(30L, 60L);
        assertThat(rig.overlaps.find("s")).isEqualTo(Slots.none("s"));
    }

    @Test
    void aSlotOfATaskThatIsGoneIsFree() {
        rig.handler = busyUntil(10_000);
        rig.put(ScheduleSpecs.every(30).named("s"));
        rig.live(Duration.ofSeconds(35));
        TaskRecord atWork = rig.taskOf(rig.line("s", 30));
        assertThat(rig.tasks.delete(atWork)).isTrue();

        rig.live(Duration.ofSeconds(30));

        assertThat(rig.outcome("s", 60)).isEqualTo(RAN);
    }

    @Test
    void oneThatFiresAtOnceFiresWhenItIsMade() {
        rig.sleep(Duration.ofSeconds(7));
        rig.put(ScheduleSpecs.every(3600).firstRun(FirstRun.NOW).named("s"));

        rig.live(Duration.ofSeconds(5));
        rig.put(ScheduleSpecs.every(1800).firstRun(FirstRun.NOW).named("s"));
        rig.live(Duration.ofSeconds(5));

        assertThat(rig.ran()).containsOnlyKeys(7L);
    }

    @Test
    void itEndsAfterItsLastRun() {
        rig.put(ScheduleSpecs.every(10).maxRuns(3).named("s"));

        rig.live(Duration.ofMinutes(5));

        assertThat(rig.ran()).containsOnlyKeys(10L, 20L, 30L);
        Schedule schedule = rig.schedules.find("s").orElseThrow();
        assertThat(schedule.nextFiring()).isNull();
        assertThat(schedule.placed()).isEqualTo(3);
        assertThat(rig.ledger.all()).hasSize(3);
    }

    @Test
    void aReplacementCountsOnlyWhatIsLeftOfItsPredecessor() {
        rig.put(ScheduleSpecs.every(10).maxRuns(5).named("s"));
        rig.live(Duration.ofSeconds(25));
        rig.put(ScheduleSpecs.every(20).maxRuns(5).named("s"));

        rig.live(Duration.ofMinutes(5));

        assertThat(rig.ran()).containsOnlyKeys(10L, 20L, 40L, 60L, 80L);
    }

    @Test
    void aFiringStartsLaterByItsJitterAndIsNotLateByIt() {
        rig.put(ScheduleSpecs.every(600).jitter(Duration.ofMinutes(5)).named("s"));

        rig.live(Duration.ofSeconds(1000));

        assertThat(rig.ran()).containsOnlyKeys(600L);
        assertThat(rig.ran().get(600L).getFirst()).isBetween(601L, 900L);
        assertThat(rig.outcome("s", 600)).isEqualTo(RAN);
    }

    @Test
    void aTypeThatIsNotDeployedIsSaid() {
        rig.put(ScheduleSpecs.every(60).type("unheard-of").named("s"));

        rig.live(Duration.ofSeconds(65));

        assertThat(rig.outcome("s", 60)).isEqualTo(SKIPPED);
        assertThat(rig.line("s", 60).reason()).isEqualTo("no type unheard-of is deployed");
        assertThat(rig.tasks.all()).isEmpty();
    }

    @Test
    void aTaskThatIsRetriedOrSnoozedIsDecidedOnce() {
        int[] times = {0};
        rig.handler = context -> switch (times[0]++) {
            case 0 -> Outcome.retryAfter(Duration.ofSeconds(90), "busy", "Busy.");
            case 1 -> Outcome.snooze(Duration.ofSeconds(90), null);
            default -> Outcome.done("1");
        };
        rig.put(ScheduleSpecs.every(3600).named("s"));
        rig.live(Duration.ofHours(1));

        // Replaced meanwhile: what has begun goes on.
        rig.put(ScheduleSpecs.every(1800).named("s"));
        rig.live(Duration.ofMinutes(5));

        assertThat(rig.runs.get(NOON.plusSeconds(3600))).hasSize(3);
        assertThat(rig.outcome("s", 3600)).isEqualTo(RAN);
        assertThat(rig.taskOf(rig.line("s", 3600)).state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void aTaskThatIsCancelledByHandIsInTheLedger() {
        rig.put(ScheduleSpecs.every(60).named("s"));
        Firing line = rig.line("s", 60);

        rig.people.cancel(rig.taskOf(line));
        rig.people.delete(rig.taskOf(rig.line("s", 120)), rig.invocation.log());

        assertThat(rig.outcome("s", 60)).isEqualTo(SKIPPED);
        assertThat(rig.line("s", 60).reason()).isEqualTo("its task was cancelled");
        assertThat(rig.line("s", 120).reason()).isEqualTo("its task was deleted");
    }

    @Test
    void aSkippedTaskThatIsRetriedByHandRuns() {
        rig.handler = busyUntil(70);
        rig.put(ScheduleSpecs.every(30).named("s"));
        rig.live(Duration.ofSeconds(75));
        TaskRecord skipped = rig.taskOf(rig.line("s", 60));
        assertThat(skipped.state()).isEqualTo(TaskState.CANCELLED);

        rig.people.retry(skipped, null, rig.invocation.log());
        rig.live(Duration.ofSeconds(5));

        assertThat(rig.ran()).containsKey(60L);
        assertThat(rig.outcome("s", 60)).isEqualTo(CAUGHT_UP);
    }

    @Test
    void aRecordMadeAgainAfterItRanDoesNotRun() {
        rig.put(ScheduleSpecs.every(60).named("s"));
        rig.live(Duration.ofSeconds(61));
        TaskRecord task = rig.taskOf(rig.line("s", 60));
        assertThat(rig.tasks.delete(task)).isTrue();

        // A tick that stood still for a minute.
        rig.enqueuer.submitAhead(task.id(), task.spec());
        rig.live(Duration.ofSeconds(5));

        assertThat(rig.ran().get(60L)).hasSize(1);
        assertThat(rig.task(task.id()).state()).isEqualTo(TaskState.CANCELLED);
        assertThat(rig.outcome("s", 60)).isEqualTo(RAN);
    }

    @Test
    void whatIsNotHeardOfInTimeIsToldOnce() {
        rig.handler = context -> Outcome.fail("no", "No.");
        rig.put(ScheduleSpecs.every(3600).mustSucceedBy(Duration.ofMinutes(5)).named("s"));

        rig.live(Duration.ofMinutes(70));

        assertThat(rig.told).hasSize(1);
        assertThat(rig.measured(Measure.OVERDUE_FIRINGS)).isEqualTo(1);
        assertThat(rig.line("s", 3600).mustSucceedBy()).isNull();
        assertThat(rig.tasks.all().stream().filter(task -> task.spec().args().contains("telling")))
                .hasSize(1);
    }

    @Test
    void aSuccessThatComesTooLateIsTold() {
        rig.handler = context -> {
            rig.clock.advance(Duration.ofSeconds(20));
            return Outcome.done("1");
        };
        rig.put(ScheduleSpecs.every(3600).mustSucceedBy(Duration.ofSeconds(10)).named("s"));

        rig.live(Duration.ofMinutes(70));

        assertThat(rig.taskOf(rig.line("s", 3600)).state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(rig.told).hasSize(1);
        assertThat(rig.line("s", 3600).mustSucceedBy()).isNull();
    }

    @Test
    void aSuccessInTimeIsNotTold() {
        rig.put(ScheduleSpecs.every(600).mustSucceedBy(Duration.ofMinutes(1)).named("s"));

        rig.live(Duration.ofMinutes(30));

        assertThat(rig.told).isEmpty();
        assertThat(rig.line("s", 1200).mustSucceedBy()).isNull();
    }

    @Test
    void ofManyThatAreMissedTheNewestIsTold() {
        rig.put(ScheduleSpecs.every(60)
                .misfire(Misfire.SKIP)
                .mustSucceedBy(Duration.ofMinutes(5))
                .named("s"));
        rig.sleep(Duration.ofSeconds(3670));
        rig.tick();
        List<Firing> watched = rig.ledger.all().stream()
                .filter(line -> line.outcome() == MISSED && line.mustSucceedBy() != null)
                .toList();

        assertThat(watched).hasSizeLessThanOrEqualTo(1);
    }
}
