package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.task.FollowUp;
import dev.offstage.task.Outcome;
import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import dev.offstage.task.QueueName;
import dev.offstage.task.RetryPolicy;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a worker does with what is paused, and with what failed and wants another task. */
final class PausedAndFollowedTest {
    private final Simulation simulation = new Simulation(
            1,
            Faults.none(),
            context -> context.id().createdAt().equals(NOON) ? Outcome.fail("no", "No.") : Outcome.done("1"));
    private final TaskTypes types = Tasks.types(context -> Outcome.fail("no", "No."));
    private final Worker worker = simulation.worker(simulation.store, types);

    @Test
    void aTaskOfAPausedQueueIsBlockedAndSpendsNoAttempt() {
        simulation.board.pause(Pause.of(QueueName.DEFAULT));
        TaskRecord task = simulation.enqueuer.submit(Tasks.spec());
        Invocation invocation = Tasks.invocation();

        assertThat(work(worker, invocation)).isEmpty();

        TaskRecord blocked = now(task);
        assertThat(blocked.state()).isEqualTo(TaskState.BLOCKED);
        assertThat(blocked.blockedBy()).isEqualTo(Pause.of(QueueName.DEFAULT));
        assertThat(blocked.attempt()).isZero();
        assertThat(invocation.tally().values()).containsEntry(Measure.BLOCKED, List.of(1L));
    }

    @Test
    void aPauseThatJustEndedBlocksNothing() {
        simulation.board.pause(Pause.ofType("work"));
        worker.warmUp((event, facts) -> {});
        simulation.board.resume(Pause.ofType("work"), simulation.clock.instant());
        simulation.clock.advance(Duration.ofMillis(200));
        TaskRecord task = simulation.enqueuer.submit(Tasks.spec());

        // By the board as it was known the claim is refused; it is read again before the task is blocked.
        assertThat(work(worker, Tasks.invocation())).hasSize(1);
        assertThat(now(task).state()).isEqualTo(TaskState.QUEUED);

        assertThat(work(worker, Tasks.invocation())).isEmpty();
        assertThat(now(task).state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void aPauseIsHeededAfterOneAndAHalfSecondsAtMost() {
        worker.warmUp((event, facts) -> {});
        simulation.board.pause(Pause.ofType("work"));
        simulation.clock.advance(Duration.ofMillis(1499));
        TaskRecord early = simulation.enqueuer.submit(Tasks.spec());
        assertThat(work(worker, Tasks.invocation())).isEmpty();
        simulation.clock.advance(Duration.ofMillis(1));
        TaskRecord later = simulation.enqueuer.submit(Tasks.spec());
        assertThat(work(worker, Tasks.invocation())).isEmpty();

        assertThat(now(early).state()).isEqualTo(TaskState.FAILED);
        assertThat(now(later).state()).isEqualTo(TaskState.BLOCKED);
    }

    @Test
    void aBoardThatCannotBeReadLeavesWhatWasKnown() {
        boolean[] broken = {false};
        PauseBoard board = new PauseBoard() {
            @Override
            public Board read() {
                if (broken[0]) {
                    throw new UnavailableException("No board today.");
                }
                return simulation.board.read();
            }

            @Override
            public void pause(Pause pause) {}

            @Override
            public void resume(Pause pause, Instant now) {}

            @Override
            public void released(Pause pause, Instant resumedAt) {}
        };
        KnownPauses known = new KnownPauses(board, simulation.clock);
        simulation.board.pause(Pause.ofType("work"));
        Pauses before = known.inForce((event, facts) -> {});
        broken[0] = true;
        simulation.clock.advance(Duration.ofMinutes(1));

        assertThat(known.inForce((event, facts) -> {})).isEqualTo(before);
        assertThat(before.inForce()).containsExactly(Pause.ofType("work"));
    }

    @Test
    void aTaskThatFailsIsFollowedOnceByTheOneItAskedFor() {
        TaskRecord task = simulation.enqueuer.submit(followed("{\"mood\":\"$taskId\"}"));

        simulation.runUntilAllEnd(Duration.ofDays(1));

        assertThat(simulation.store.all()).hasSize(2);
        TaskRecord next = next(task);
        assertThat(next.spec().args()).isEqualTo("{\"mood\":\"" + task.id() + "\"}");
        assertThat(next.spec().owner()).isEqualTo("me");
        assertThat(next.spec().parent()).isEqualTo(task.id());
        assertThat(now(task).ending().followUpDue()).isFalse();
        assertThat(now(task).recheck()).isNull();
    }

    @Test
    void aFollowUpThatADeadWorkerLeftIsEnqueuedByTheSweep() {
        TaskRecord task = simulation.enqueuer.submit(followed("[\"$taskId\",\"a $taskId\",1]"));
        Enqueuer unlucky = simulation.unluckyEnqueuer();
        Worker dying = new Worker(
                new WorkerPorts(simulation.store, simulation.queue, simulation.logs, simulation.board, unlucky),
                types,
                new SameThreadExecutor(),
                simulation.clock,
                simulation.random,
                1000);
        assertThat(work(dying, Tasks.invocation())).isEmpty();
        assertThat(now(task).ending().followUpDue()).isTrue();

        simulation.clock.advance(Duration.ofMinutes(6));
        simulation.tick(new InMemorySweepMark(), types).run(Tasks.invocation());

        assertThat(now(task).ending().followUpDue()).isFalse();
        assertThat(next(task).spec().args()).isEqualTo("[\"" + task.id() + "\",\"a $taskId\",1]");
    }

    @Test
    void aTaskThatKilledAllItsWorkersIsFollowedToo() {
        TaskRecord task = simulation.enqueuer.submit(followed("{}"));
        assertThat(simulation.store.claim(task.id(), "dead", simulation.clock.instant(), Pauses.NONE))
                .isInstanceOf(ClaimResult.Granted.class);
        simulation.clock.advance(Duration.ofMinutes(2));

        assertThat(work(worker, Tasks.invocation())).isEmpty();

        assertThat(now(task).state()).isEqualTo(TaskState.FAILED);
        assertThat(next(task).state()).isEqualTo(TaskState.QUEUED);
    }

    private static TaskSpec followed(String args) {
        return Tasks.spec()
                .ownedBy("me")
                .draft()
                .retry(RetryPolicy.DEFAULT.retrying(0))
                .onFailure(new FollowUp("work", args))
                .make();
    }

    private TaskRecord next(TaskRecord task) {
        return simulation.store.find(TaskId.derived(task.id(), "failure#1")).orElseThrow();
    }

    private TaskRecord now(TaskRecord task) {
        return simulation.store.find(task.id()).orElseThrow();
    }

    private List<String> work(Worker by, Invocation invocation) {
        try {
            return by.work(
                    QueueName.DEFAULT,
                    simulation.queue.receive(QueueName.DEFAULT, 10),
                    simulation.clock.instant().plusSeconds(100),
                    invocation);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
