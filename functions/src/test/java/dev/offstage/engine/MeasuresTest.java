package dev.offstage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is counted is what happened, and what is told holds nothing that a caller sent. */
final class MeasuresTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void everyEndOfARunIsCountedWithItsTimes() {
        Simulation simulation =
                new Simulation(1, Faults.none(), (work, context) -> switch (String.valueOf(work.mood())) {
                    case "fails" -> Outcome.fail("no", "secret words of a caller");
                    case "snoozes" ->
                        context.memo() == null ? Outcome.snooze(Duration.ofSeconds(30), "once") : Outcome.done("1");
                    case "retries" -> context.attempt() == 1 ? Outcome.retry("busy", "Later.") : Outcome.done("1");
                    default -> Outcome.done("1");
                });
        for (String mood : List.of("fails", "snoozes", "retries", "works")) {
            simulation.enqueuer.submit(Tasks.moody(mood));
        }

        simulation.runUntilAllEnd(DAY);

        assertThat(sum(simulation, Measure.STARTED)).isEqualTo(6);
        assertThat(sum(simulation, Measure.SUCCEEDED)).isEqualTo(3);
        assertThat(sum(simulation, Measure.FAILED)).isEqualTo(1);
        assertThat(sum(simulation, Measure.RETRIED)).isEqualTo(1);
        assertThat(sum(simulation, Measure.SNOOZED)).isEqualTo(1);
        assertThat(simulation.tally.values().get(Measure.QUEUE_WAIT)).hasSize(6);
        assertThat(simulation.tally.values().get(Measure.RUN_TIME)).hasSize(6);
        assertThat(simulation.notes)
                .anyMatch(note -> note.startsWith("A task failed.") && note.contains("\"code\":\"no\""))
                .noneMatch(note -> note.contains("secret"));
    }

    @Test
    void workersThatDieAreCountedAndThenThePoison() {
        Simulation simulation =
                new Simulation(4, new Faults(4, List.of(Faults.Step.RUN), 1, 1000), context -> Outcome.done("1"));
        TaskId task = simulation.enqueuer.submit(Tasks.spec()).id();

        simulation.runUntilAllEnd(DAY);

        assertThat(sum(simulation, Measure.CRASHED)).isEqualTo(4);
        assertThat(sum(simulation, Measure.POISONED)).isEqualTo(1);
        assertThat(sum(simulation, Measure.FAILED)).isEqualTo(1);
        assertThat(simulation.notes)
                .anyMatch(note -> note.startsWith("A task failed.") && note.contains(task.toString()));
    }

    @Test
    void aTaskThatStartsTooLateIsCountedAsExpired() {
        Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));
        simulation.enqueuer.submit(Tasks.spec(null, simulation.clock.instant().plusSeconds(1)));
        simulation.clock.advance(Duration.ofSeconds(2));

        simulation.runUntilAllEnd(DAY);

        assertThat(sum(simulation, Measure.EXPIRED)).isEqualTo(1);
        assertThat(sum(simulation, Measure.STARTED)).isZero();
    }

    @Test
    void oneTaskThatEndsInAnErrorHidesNothingOfTheOthers() throws InterruptedException {
        Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));
        Instant end = simulation.clock.instant().plusSeconds(100);
        Worker worker = simulation.worker(
                new Faults(2, List.of(Faults.Step.CLAIM), 1, 1).in(simulation.store), new TaskTypes(List.of()));
        IntStream.range(0, 3).forEach(i -> simulation.enqueuer.submit(Tasks.spec()));
        Invocation invocation = Tasks.invocation();

        try {
            List<String> unreached =
                    worker.work(QueueName.DEFAULT, simulation.queue.receive(QueueName.DEFAULT, 10), end, invocation);
            assertThat(unreached).as("a death must be thrown").isNull();
        } catch (Faults.WorkerDied expected) {
            assertThat(invocation.tally().values()).containsEntry(Measure.STARTED, List.of(2L));
        }
    }

    @Test
    void aMessageOfNoOneIsToldWithoutWhatItHolds() throws InterruptedException {
        Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));
        StringBuilder told = new StringBuilder();
        Worker worker = simulation.worker(simulation.store, new TaskTypes(List.of()));

        List<String> returned = worker.work(
                QueueName.DEFAULT,
                List.of(new Delivery("m-1", "r", "{\"card\":\"4111\"}", "1-2-3")),
                simulation.clock.instant().plusSeconds(100),
                new Invocation((event, facts) -> told.append(facts.toText()), new Tally()));

        assertThat(returned).isEmpty();
        assertThat(told.toString()).isEqualTo("{\"message\":\"m-1\",\"bytes\":15,\"trace\":\"1-2-3\"}");
    }

    @Test
    void nothingIsUnaccountedWhileTheTickRepairsWhatItFinds() {
        Simulation simulation = new Simulation(3, Faults.none(), context -> Outcome.done("1"));
        IntStream.range(0, 5).forEach(i -> simulation.enqueuer.submit(Tasks.spec()));
        simulation.queue.loseAll();

        simulation.runUntilAllEnd(DAY);

        assertThat(sum(simulation, Measure.RESENT)).isEqualTo(5);
        assertThat(simulation.tally.values()).containsEntry(Measure.UNACCOUNTED, List.of(0L));
    }

    @Test
    void whatIsStillLostAfterARepairIsUnaccounted() {
        Simulation simulation = new Simulation(3, Faults.none(), context -> Outcome.done("1"));
        IntStream.range(0, 5).forEach(i -> simulation.enqueuer.submit(Tasks.spec()));
        InMemorySweepMark mark = new InMemorySweepMark();
        Tick tick = simulation.tick(mark, new TaskTypes(List.of()));
        for (int minute = 0; minute < 9; minute++) {
            simulation.queue.loseAll();
            simulation.clock.advance(Duration.ofMinutes(1));
            assertThat(ticked(tick).get(Measure.UNACCOUNTED)).containsExactly(0L);
        }
        simulation.queue.loseAll();
        simulation.clock.advance(Duration.ofMinutes(2));

        Map<Measure, List<Long>> found = ticked(tick);

        assertThat(found).containsEntry(Measure.UNACCOUNTED, List.of(5L)).containsEntry(Measure.RESENT, List.of(5L));
    }

    @Test
    void aBacklogThatMerelyWaitsIsNotUnaccounted() {
        Simulation simulation = new Simulation(3, Faults.none(), context -> Outcome.done("1"));
        IntStream.range(0, 5).forEach(i -> simulation.enqueuer.submit(Tasks.spec()));
        Tick tick = simulation.tick(new InMemorySweepMark(), new TaskTypes(List.of()));

        for (int minute = 0; minute < 120; minute++) {
            simulation.clock.advance(Duration.ofMinutes(1));
            assertThat(ticked(tick).get(Measure.UNACCOUNTED)).containsExactly(0L);
        }
    }

    private static Map<Measure, List<Long>> ticked(Tick tick) {
        Invocation invocation = Tasks.invocation();
        tick.run(invocation);
        return invocation.tally().values();
    }

    private static long sum(Simulation simulation, Measure measure) {
        return simulation.tally.values().getOrDefault(measure, List.of()).stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
