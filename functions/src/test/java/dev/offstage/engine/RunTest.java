package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.engine.TaskStore.Standing;
import dev.offstage.task.Attempt;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.LogLine;
import dev.offstage.task.Outcome;
import dev.offstage.task.Pauses;
import dev.offstage.task.Progress;
import dev.offstage.task.QueueName;
import dev.offstage.task.RetryPolicy;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run may tell, ask and enqueue, and what comes of it. */
final class RunTest {
    private static final Duration WEEK = Duration.ofDays(7);

    private Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));

    @Test
    void progressIsWrittenOnceASecondAndTheLastWithTheEnd() {
        List<Long> stored = new ArrayList<>();
        TaskRecord task = run(context -> {
            for (int i = 1; i <= 10; i++) {
                context.progress(i, 10);
                stored.add(storedProgress());
                simulation.clock.advance(Duration.ofMillis(300));
            }
            return Outcome.done("1");
        });

        assertThat(stored).containsExactly(0L, 0L, 0L, 0L, 5L, 5L, 5L, 5L, 9L, 9L);
        assertThat(task.report().progress()).isEqualTo(new Progress(10, 10L, null, NOON.plusMillis(2700)));
    }

    private long storedProgress() {
        Progress progress = simulation.store.all().getFirst().report().progress();
        return progress == null ? 0 : progress.done();
    }

    @Test
    void aShortRunWritesNothingOnItsWay() {
        TaskRecord task = run(context -> {
            context.progress(1, null, "half way");
            context.info("one");
            assertThat(simulation
                            .store
                            .find(context.id())
                            .orElseThrow()
                            .report()
                            .progress())
                    .isNull();
            return Outcome.done("1");
        });

        assertThat(task.report().progress()).isEqualTo(new Progress(1, null, "half way", NOON));
        assertThat(texts(task)).containsExactly("one");
    }

    @Test
    void severalAttemptsGoOnCountingTheirLines() {
        TaskRecord task = run(context -> {
            IntStream.range(0, 130).forEach(i -> context.warn(context.attempt() + "." + i));
            return context.attempt() == 1 ? Outcome.retry("no", "No.") : Outcome.done("1");
        });

        assertThat(task.report().logLines()).isEqualTo(260);
        assertThat(texts(task)).hasSize(200).startsWith("1.0", "1.1").endsWith("2.128", "2.129");
        assertThat(texts(task).get(49)).isEqualTo("1.49");
        assertThat(texts(task).get(50)).isEqualTo("1.110");
    }

    @Test
    void longLinesAndNotesAreCut() {
        TaskRecord task = run(context -> {
            context.error("x".repeat(999) + "📚");
            context.progress(1, 2L, "n".repeat(199) + "📚");
            if (context.attempt() == 1) {
                throw new IllegalStateException("m".repeat(499) + "📚");
            }
            return Outcome.done("1");
        });

        assertThat(texts(task)).containsOnly("x".repeat(999));
        assertThat(task.report().progress().note()).isEqualTo("n".repeat(199));
        assertThat(task.attempts().getFirst().error().message()).isEqualTo("m".repeat(499));
    }

    @Test
    void aRunThatIsAskedToStopSeesItWithinASecondAndEndsCancelled() {
        TaskRecord task = run(context -> {
            assertThat(context.isCancelled()).isFalse();
            cancel(context.id());
            assertThat(context.isCancelled()).as("asked a moment ago").isFalse();
            simulation.clock.advance(Duration.ofSeconds(1));
            context.checkCancelled();
            return Outcome.done("not reached");
        });

        assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(task.attempts().getLast().error().code()).isEqualTo("cancelled");
        assertThat(simulation.tally.values()).containsEntry(Measure.CANCELLED, List.of(1L));
    }

    @Test
    void progressBringsTheWordThatTheRunIsToStop() {
        TaskRecord task = run(context -> {
            cancel(context.id());
            simulation.clock.advance(Duration.ofSeconds(1));
            context.progress(1, 2);
            return context.isCancelled() ? Outcome.retry("stopped", "Stopped.") : Outcome.done("1");
        });

        assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
    }

    @Test
    void whoLostTheTaskIsCancelled() {
        TaskRecord task = run(context -> {
            simulation.clock.advance(Duration.ofSeconds(71));
            if (context.attempt() == 1) {
                assertThat(simulation.store.claim(context.id(), "another", simulation.clock.instant(), Pauses.NONE))
                        .isInstanceOf(ClaimResult.Granted.class);
                assertThat(context.isCancelled()).isTrue();
            }
            return Outcome.done("1");
        });

        assertThat(task.attempt()).isGreaterThan(1);
    }

    @Test
    void aTenthBeforeItsTimeIsOverARunIsTold() {
        TaskRecord task = run(context -> {
            simulation.clock.advance(Duration.ofMillis(53_999));
            assertThat(context.isPastSoftLimit()).isFalse();
            simulation.clock.advance(Duration.ofMillis(1));
            assertThat(context.isPastSoftLimit()).isTrue();
            assertThat(context.timeLeft()).isEqualTo(Duration.ofSeconds(6));
            return Outcome.done("1");
        });

        assertThat(task.state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void childrenAreMadeOnceHoweverOftenTheParentRuns() {
        TaskRecord parent = run(context -> {
            if (simulation.store.find(context.id()).orElseThrow().spec().parent() != null) {
                return Outcome.done("2");
            }
            IntStream.range(0, context.attempt()).forEach(i -> {
                TaskId child = context.enqueue(Tasks.WORK, new Tasks.Work("child"));
                assertThat(child).isEqualTo(context.id().child(i));
            });
            return context.attempt() < 3 ? Outcome.retry("no", "No.") : Outcome.done("1");
        });

        assertThat(parent.report().children()).isEqualTo(3);
        assertThat(simulation.store.all()).hasSize(4).allMatch(task -> task.state() == TaskState.SUCCEEDED);
        assertThat(simulation.store.all().stream()
                        .filter(task -> parent.id().equals(task.spec().parent())))
                .hasSize(3)
                .allMatch(task -> "me".equals(task.spec().owner()));
        assertThat(simulation.runs.values()).containsExactlyInAnyOrder(3, 1, 1, 1);
    }

    @Test
    void aChildThatCannotBeSentFailsTheAttemptWhateverTheHandlerMakesOfIt() throws InterruptedException {
        TaskRecord parent = simulation.enqueuer.submit(Tasks.spec());
        Enqueuer unlucky = simulation.unluckyEnqueuer();
        WorkerPorts ports =
                new WorkerPorts(simulation.store, simulation.queue, simulation.logs, simulation.board, unlucky);
        Worker worker = new Worker(
                ports,
                Tasks.types(context -> {
                    assertThatThrownBy(() -> context.enqueue("work", "{}")).isInstanceOf(UnavailableException.class);
                    return Outcome.done("1");
                }),
                new SameThreadExecutor(),
                simulation.clock,
                simulation.random,
                1000);

        assertThat(work(worker)).hasSize(1);

        TaskRecord after = simulation.store.find(parent.id()).orElseThrow();
        assertThat(after.attempts().getLast().error().code()).isEqualTo("child-not-enqueued");
        assertThat(after.report().children()).isZero();
    }

    @Test
    void whoStoodStillUntilItsTimeWasOverDoesNotBegin() {
        simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));
        TaskId id = simulation.enqueuer.submit(Tasks.spec()).id();
        List<TaskId> begun = new ArrayList<>();
        TaskTypes types = Tasks.types(context -> {
            begun.add(context.id());
            return Outcome.done("1");
        });

        assertThat(work(simulation.worker(standingStillAfterTheClaim(), types))).hasSize(1);

        assertThat(begun).isEmpty();
        assertThat(simulation.store.find(id).orElseThrow()).satisfies(task -> {
            assertThat(task.state()).isEqualTo(TaskState.RUNNING);
            assertThat(task.attempts()).isEmpty();
        });
        simulation.runUntilAllEnd(WEEK);
        assertThat(simulation.store.find(id).orElseThrow().attempts())
                .extracting(Attempt::outcome)
                .containsExactly(Attempt.How.CRASHED, Attempt.How.SUCCEEDED);
    }

    private TaskStore standingStillAfterTheClaim() {
        return (TaskStore) Proxy.newProxyInstance(
                TaskStore.class.getClassLoader(), new Class<?>[] {TaskStore.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(simulation.store, arguments);
                    if (method.getName().equals("claim")) {
                        simulation.clock.advance(Duration.ofSeconds(60));
                    }
                    return answer;
                });
    }

    @Test
    void childrenOfUnknownTypesAndUnfitArgumentsAreRefusedInWords() {
        TaskRecord task = run(context -> {
            assertThatThrownBy(() -> context.enqueue("nonsense", "{}")).hasMessageContaining("is no type of task here");
            assertThatThrownBy(() -> context.enqueue("work", "{\"color\":1}")).hasMessageContaining("/color");
            return Outcome.done("1");
        });

        assertThat(task.state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(simulation.store.all()).hasSize(1);
    }

    @Test
    void anExceptionMaySayWhenToComeBack() {
        TaskRecord task = run(context -> {
            if (context.attempt() == 1) {
                throw new RetryAfterException(Duration.ofMinutes(7), "Busy.");
            }
            return Outcome.done("1");
        });

        assertThat(simulation.starts.get(task.id()).get(1)).isEqualTo(NOON.plus(Duration.ofMinutes(7)));
    }

    @Test
    void anExceptionThatTheTypeCallsPermanentEndsTheTask() {
        TaskRecord task = simulation.enqueuer.submit(Tasks.spec());
        TaskTypes types = new TaskTypes(
                List.of(Tasks.WORK.failingOn(IllegalStateException.class).runBy(() -> (work, context) -> {
                    throw new IllegalStateException("never");
                })));

        assertThat(work(simulation.worker(simulation.store, types))).isEmpty();

        TaskRecord after = simulation.store.find(task.id()).orElseThrow();
        assertThat(after.state()).isEqualTo(TaskState.FAILED);
        assertThat(after.ending().failure().code()).isEqualTo("exception");
        assertThat(after.attempt()).isEqualTo(1);
    }

    @Test
    void aResultBeyondTheLimitEndsTheTask() {
        String fits = "\"" + "x".repeat(Simulation.LONGEST_RESULT - 2) + "\"";

        assertThat(run(context -> Outcome.done(fits)).state()).isEqualTo(TaskState.SUCCEEDED);
        TaskRecord task = run(context -> Outcome.done(fits.replace("\"x", "\"ä")));
        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(task.ending().failure().code()).isEqualTo("result-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "printed", "{\"a\":1,\"a\":2}", "{} {}", "[1,]"})
    void aResultThatIsNoJsonEndsTheTask(String result) {
        TaskRecord task = run(context -> Outcome.done(result));

        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(task.attempt()).isEqualTo(1);
        assertThat(task.ending().failure().code()).isEqualTo("result-not-json");
    }

    @Test
    @Timeout(30)
    void handlersThatHeedNoInterruptionHoldUpNeitherTheInvocationNorTheBatch() {
        AtomicBoolean stop = new AtomicBoolean();
        List<TaskRecord> hanging = IntStream.range(0, 8)
                .mapToObj(i -> simulation.enqueuer.submit(Tasks.moody("hang")
                        .draft()
                        .retry(RetryPolicy.DEFAULT.retrying(0))
                        .timeLimit(Duration.ofMillis(200))
                        .make()))
                .toList();
        TaskRecord quick = simulation.enqueuer.submit(Tasks.spec());
        Worker worker = simulation.worker(
                simulation.store,
                Tasks.types((work, context) -> {
                    while ("hang".equals(work.mood()) && !stop.get()) {
                        Thread.onSpinWait();
                    }
                    return Outcome.done("1");
                }),
                Worker.threads());

        try {
            assertThat(work(worker)).isEmpty();
        } finally {
            stop.set(true);
        }

        assertThat(hanging)
                .allMatch(task -> simulation.store.find(task.id()).orElseThrow().state() == TaskState.FAILED);
        assertThat(simulation.store.find(quick.id()).orElseThrow().state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void whoTellsAfterItsTimeIsNotHeard() {
        TaskContext[] late = new TaskContext[1];
        TaskRecord task = run(context -> {
            late[0] = context;
            return Outcome.done("1");
        });

        late[0].progress(9, 9);
        late[0].log(LogLine.Level.INFO, "late");

        assertThat(late[0].isCancelled()).isTrue();
        assertThatThrownBy(() -> late[0].enqueue(Tasks.spec())).isInstanceOf(CancelledException.class);
        assertThat(simulation.store.all()).containsExactly(task);
        assertThat(simulation.logs.read(task.id())).isEmpty();
        assertThat(simulation.store.report(task.id(), "nobody", null)).isEqualTo(Standing.LOST);
    }

    private void cancel(TaskId id) {
        TaskRecord task = simulation.store.find(id).orElseThrow();
        TaskRecord asked = Lifecycle.cancel(task, simulation.clock.instant());
        assertThat(asked).isNotNull();
        assertThat(simulation.store.replace(task, asked)).isTrue();
    }

    private List<String> texts(TaskRecord task) {
        return simulation.logs.read(task.id()).stream().map(LogLine::text).toList();
    }

    private List<String> work(Worker worker) {
        try {
            return worker.work(
                    QueueName.DEFAULT,
                    simulation.queue.receive(QueueName.DEFAULT, 10),
                    simulation.clock.instant().plusSeconds(100),
                    Tasks.invocation());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The task, when it and all that came of it ended. */
    private TaskRecord run(Tasks.Plain handler) {
        simulation = new Simulation(1, Faults.none(), handler);
        TaskId id = simulation.enqueuer.submit(Tasks.spec().ownedBy("me")).id();
        simulation.runUntilAllEnd(WEEK);
        return simulation.store.find(id).orElseThrow();
    }
}
