package dev.offstage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import dev.offstage.task.RetryPolicy;
import dev.offstage.task.TaskDraft;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class WorkerTest {
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void retriesComeAfterTheirWaitsAndTheLastFailureStays() {
        Simulation simulation = run(context -> Outcome.retry("busy", "Try " + context.attempt()), Tasks.spec());

        TaskRecord task = only(simulation);
        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(task.attempt()).isEqualTo(4);
        assertThat(task.ending().failure().message()).isEqualTo("Try 4");
        assertThat(task.attempts())
                .extracting(attempt -> attempt.outcome().wireName())
                .containsExactly("retried", "retried", "retried", "failed");
        List<Instant> starts = simulation.starts.get(task.id());
        for (int n = 0; n < 3; n++) {
            // Full jitter: up to 2ⁿ seconds, and SQS rounds up to whole ones.
            assertThat(Duration.between(starts.get(n), starts.get(n + 1)))
                    .isBetween(Duration.ZERO, Duration.ofSeconds((1L << n) + 1));
        }
    }

    @Test
    void anExceptionIsARetryAndLeavesItsTrace() {
        Simulation simulation = run(
                context -> {
                    throw new IllegalStateException("no luck");
                },
                Tasks.spec());

        assertThat(only(simulation).ending().failure())
                .satisfies(failure -> assertThat(failure.type()).isEqualTo("java.lang.IllegalStateException"))
                .satisfies(failure -> assertThat(failure.message()).isEqualTo("no luck"))
                .satisfies(failure -> assertThat(failure.trace()).contains("WorkerTest"));
        assertThat(only(simulation).attempts())
                .extracting(attempt -> attempt.error().trace() != null)
                .containsExactly(false, false, false, true);
    }

    @Test
    void theTraceOfTheLastExceptionOutlivesASuccess() {
        Simulation simulation = run(
                context -> {
                    if (context.attempt() < 3) {
                        throw new IllegalStateException("no luck");
                    }
                    return Outcome.done("1");
                },
                Tasks.spec());

        assertThat(only(simulation).attempts())
                .extracting(
                        attempt -> attempt.error() != null && attempt.error().trace() != null)
                .containsExactly(false, true, false);
    }

    @Test
    @SuppressWarnings("NullAway") // What is tested: not every author's compiler knows of it.
    void whatAnswersNothingIsToldToAnswer() {
        Simulation simulation = run(context -> null, Tasks.spec());

        assertThat(only(simulation).attempt()).isEqualTo(4);
        assertThat(only(simulation).ending().failure().message())
                .isEqualTo("The handler answered null; it must answer an outcome.");
    }

    @Test
    void snoozeSpendsNoAttemptAndKeepsItsMemo() {
        Simulation simulation = run(
                context -> context.memo() == null
                        ? Outcome.snooze(Duration.ofMinutes(2), "second time")
                        : Outcome.done("\"" + context.memo() + "\""),
                Tasks.spec());

        TaskRecord task = only(simulation);
        assertThat(task.attempt()).isEqualTo(1);
        assertThat(task.ending().result()).isEqualTo("\"second time\"");
        assertThat(simulation.starts.get(task.id()).get(1)).isEqualTo(Tasks.NOON.plusSeconds(120));
    }

    @Test
    void manySnoozesPushNoFailedAttemptOutOfTheList() {
        int[] runs = {0};
        Simulation simulation = run(
                context -> switch (runs[0]++) {
                    case 0 -> Outcome.retry("busy", "Later.");
                    case 20 -> Outcome.done("1");
                    default -> Outcome.snooze(Duration.ofSeconds(1), null);
                },
                Tasks.spec());

        assertThat(only(simulation).attempts())
                .extracting(
                        attempt -> attempt.number() + " " + attempt.outcome().wireName())
                .containsExactly("1 retried", "2 snoozed", "2 succeeded");
    }

    @Test
    void aLongSnoozeIsStoredAndReleasedByTheTickToTheSecond() {
        Simulation simulation = run(
                context -> context.memo() == null ? Outcome.snooze(Duration.ofHours(30), "woken") : Outcome.done("1"),
                Tasks.spec());

        TaskRecord task = only(simulation);
        assertThat(task.state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(simulation.starts.get(task.id()).get(1)).isEqualTo(Tasks.NOON.plus(Duration.ofHours(30)));
    }

    @Test
    void nothingStartsBeforeItsTimeAndAllWithinASecondAfter() {
        for (int minutes : new int[] {1, 14, 15, 16, 61, 3000}) {
            Instant due = Tasks.NOON.plus(Duration.ofMinutes(minutes)).plusMillis(250);
            Simulation simulation = run(context -> Outcome.done("1"), Tasks.spec(due, null));

            assertThat(simulation.starts.get(only(simulation).id()).getFirst()).isBetween(due, due.plusSeconds(1));
        }
    }

    @Test
    void aTaskThatDidNotStartInTimeEndsExpired() {
        Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));
        TaskRecord task = simulation.enqueuer.submit(Tasks.spec(null, Tasks.NOON.plusSeconds(10)));
        simulation.clock.advance(Duration.ofSeconds(11));

        simulation.runUntilAllEnd(WEEK);

        assertThat(only(simulation).state()).isEqualTo(TaskState.EXPIRED);
        assertThat(simulation.runs).doesNotContainKey(task.id());
    }

    @Test
    void aTaskWhoseNextRunWouldBeTooLateIsNotSaidNeverToHaveStarted() {
        Simulation simulation = new Simulation(
                1, Faults.none(), context -> Outcome.retryAfter(Duration.ofMinutes(1), "busy", "Later."));
        simulation.enqueuer.submit(Tasks.spec(null, Tasks.NOON.plusSeconds(10)));

        simulation.runUntilAllEnd(WEEK);

        assertThat(only(simulation).state()).isEqualTo(TaskState.EXPIRED);
        assertThat(only(simulation).attempt()).isEqualTo(1);
        assertThat(only(simulation).ending().failure().message())
                .isEqualTo("No further run had started by 2026-03-01T12:00:10Z.");
    }

    @Test
    void aTypeThatNobodyKnowsEndsFailed() {
        Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));
        simulation.enqueuer.submit(new TaskDraft("unheard-of", TaskPolicy.DEFAULT, "{}")
                .retry(RetryPolicy.DEFAULT.retrying(1))
                .make());

        simulation.runUntilAllEnd(WEEK);

        assertThat(only(simulation).ending().failure().code()).isEqualTo("unknown-type");
    }

    @Test
    void storedArgumentsThatNoLongerFitEndTheTask() {
        Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));
        simulation.enqueuer.submit(Tasks.spec("{\"mood\":1,\"color\":\"red\"}"));

        simulation.runUntilAllEnd(WEEK);

        assertThat(only(simulation).attempt()).isEqualTo(1);
        assertThat(only(simulation).ending().failure().code()).isEqualTo("invalid-args");
        assertThat(only(simulation).ending().failure().message()).contains("/mood: ", "/color: There is no such field");
    }

    @Test
    void nothingBeginsWhenTheInvocationIsNearlyOver() throws InterruptedException {
        Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));
        simulation.enqueuer.submit(Tasks.spec());
        Worker worker = worker(simulation, context -> Outcome.done("1"));
        List<Delivery> batch = simulation.queue.receive(QueueName.DEFAULT, 10);

        List<String> returned =
                worker.work(QueueName.DEFAULT, batch, simulation.clock.instant().plusSeconds(10), Tasks.invocation());

        assertThat(returned).hasSize(1);
        assertThat(only(simulation).attempt()).isZero();
    }

    @Test
    void aMessageThatNamesNoTaskIsDropped() throws InterruptedException {
        Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));
        Worker worker = worker(simulation, context -> Outcome.done("1"));

        List<String> returned = worker.work(
                QueueName.DEFAULT,
                List.of(
                        new Delivery("1", "1", "nonsense"),
                        new Delivery("2", "2", TaskMessage.write(Tasks.id(Tasks.NOON)))),
                simulation.clock.instant().plusSeconds(100),
                Tasks.invocation());

        assertThat(returned).isEmpty();
    }

    @Test
    void aHandlerBeyondItsTimeLimitIsStoppedAndTheRestOfTheBatchIsNotHurt() throws InterruptedException {
        Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));
        var spec = Tasks.spec();
        TaskRecord hanging = simulation.enqueuer.submit(Tasks.moody("hang")
                .draft()
                .retry(RetryPolicy.DEFAULT.retrying(0))
                .timeLimit(Duration.ofMillis(20))
                .make());
        TaskRecord quick = simulation.enqueuer.submit(spec);
        Worker worker = simulation.worker(
                simulation.store,
                Tasks.types((work, context) -> {
                    if ("hang".equals(work.mood())) {
                        new CountDownLatch(1).await();
                    }
                    return Outcome.done("1");
                }),
                Worker.threads());
        List<Delivery> batch = simulation.queue.receive(QueueName.DEFAULT, 10);

        assertThat(worker.work(
                        QueueName.DEFAULT, batch, simulation.clock.instant().plusSeconds(100), Tasks.invocation()))
                .isEmpty();

        TaskRecord stopped = simulation.store.find(hanging.id()).orElseThrow();
        assertThat(stopped.state()).isEqualTo(TaskState.FAILED);
        assertThat(stopped.attempts().getFirst().outcome().wireName()).isEqualTo("timed-out");
        assertThat(simulation.store.find(quick.id()).orElseThrow().state()).isEqualTo(TaskState.SUCCEEDED);
    }

    private static Worker worker(Simulation simulation, Tasks.Plain handler) {
        return simulation.worker(simulation.store, Tasks.types(handler));
    }

    private static Simulation run(Tasks.Plain handler, TaskSpec spec) {
        Simulation simulation = new Simulation(1, Faults.none(), handler);
        simulation.enqueuer.submit(spec);
        simulation.runUntilAllEnd(WEEK);
        return simulation;
    }

    private static TaskRecord only(Simulation simulation) {
        assertThat(simulation.store.all()).hasSize(1);
        return simulation.store.all().getFirst();
    }
}
