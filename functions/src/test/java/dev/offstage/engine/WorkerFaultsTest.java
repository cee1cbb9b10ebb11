package dev.offstage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.task.Outcome;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker that dies after any of its steps loses nothing, and no task ends twice. */
final class WorkerFaultsTest {
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest
    @EnumSource(Faults.Step.class)
    void aDeathAfterAnyStepLeavesEveryTaskEndedOnce(Faults.Step step) {
        for (long seed = 1; seed <= 50; seed++) {
            Simulation simulation = simulate(seed, new Faults(seed, List.of(step), 0.3, 3), 20);

            assertThat(simulation.store.all())
                    .as("seed %d", seed)
                    .hasSize(20)
                    .allMatch(task -> task.state() == TaskState.SUCCEEDED)
                    .allMatch(task ->
                            task.ending() != null && "1".equals(task.ending().result()));
            assertThat(simulation.queue.size())
                    .as("messages left, seed %d", seed)
                    .isLessThanOrEqualTo(20);
        }
    }

    @Test
    void aDeathAfterSettlingRunsNothingAgain() {
        for (long seed = 1; seed <= 50; seed++) {
            Simulation simulation =
                    simulate(seed, new Faults(seed, List.of(Faults.Step.SETTLE, Faults.Step.ACKNOWLEDGE), 0.3, 8), 20);

            assertThat(simulation.runs.values()).as("seed %d", seed).allMatch(runs -> runs == 1);
        }
    }

    @Test
    void anAttemptWhoseWorkerDiedIsListedAsCrashed() {
        Simulation simulation = simulate(3, new Faults(3, List.of(Faults.Step.RUN), 1, 1), 1);

        TaskRecord task = simulation.store.all().getFirst();
        assertThat(task.attempt()).isEqualTo(2);
        assertThat(task.attempts())
                .extracting(attempt -> attempt.outcome().wireName())
                .containsExactly("crashed", "succeeded");
    }

    @Test
    void aTaskThatKillsEveryWorkerEndsFailed() {
        Simulation simulation = simulate(4, new Faults(4, List.of(Faults.Step.RUN), 1, 1000), 1);

        TaskRecord task = simulation.store.all().getFirst();
        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(task.ending().failure().message()).isEqualTo("worker died 4 times");
        assertThat(simulation.runs.get(task.id())).isEqualTo(4);
        assertThat(task.attempts())
                .hasSize(4)
                .allMatch(attempt -> attempt.outcome().wireName().equals("crashed"));
    }

    @Test
    void allFaultsTogetherStillEndEveryTask() {
        for (long seed = 1; seed <= 100; seed++) {
            Faults faults = new Faults(seed, Arrays.asList(Faults.Step.values()), 0.1, 40);
            Simulation simulation = simulate(seed, faults, 40);

            assertThat(simulation.allEnded()).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void messagesThatAreLostAreSentAgainByTheSweep() {
        for (long seed = 1; seed <= 20; seed++) {
            Simulation simulation = new Simulation(seed, Faults.none(), context -> Outcome.done("1"));
            submit(simulation, 30);
            simulation.queue.loseAll();

            simulation.runUntilAllEnd(Duration.ofMinutes(8));

            assertThat(simulation.allEnded()).as("seed %d", seed).isTrue();
            assertThat(simulation.runs.values()).allMatch(runs -> runs == 1);
        }
    }

    @Test
    void messagesLostInTheMiddleOfRetriesAndSnoozesAreSentAgain() {
        Simulation simulation = new Simulation(9, Faults.none(), context -> switch (context.attempt()) {
            case 1 ->
                context.memo() == null
                        ? Outcome.snooze(Duration.ofMinutes(3), "once")
                        : Outcome.retryAfter(Duration.ofMinutes(4), "busy", "Later.");
            default -> Outcome.done("1");
        });
        submit(simulation, 10);
        for (int minute = 0; minute < 6; minute++) {
            simulation.runUntilAllEnd(Duration.ofMinutes(1));
            simulation.queue.loseAll();
        }

        simulation.runUntilAllEnd(DAY);

        assertThat(simulation.store.all()).allMatch(task -> task.state() == TaskState.SUCCEEDED);
    }

    @Test
    void aBacklogThatMerelyWaitsIsNotSentAgain() {
        Simulation simulation = new Simulation(5, Faults.none(), context -> Outcome.done("1"));
        submit(simulation, 50);
        int sent = simulation.queue.size();

        simulation.clock.advance(Duration.ofMinutes(30));
        simulation.tick(new InMemorySweepMark(), new TaskTypes(List.of())).run(Tasks.invocation());

        assertThat(simulation.queue.size()).isEqualTo(sent);
    }

    private static Simulation simulate(long seed, Faults faults, int tasks) {
        Simulation simulation = new Simulation(seed, faults, context -> Outcome.done("1"));
        submit(simulation, tasks);
        simulation.runUntilAllEnd(DAY);
        return simulation;
    }

    private static void submit(Simulation simulation, int tasks) {
        assertThat(simulation.enqueuer.submitAll(
                        IntStream.range(0, tasks).mapToObj(i -> Tasks.spec()).toList()))
                .hasSize(tasks);
    }
}
