package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.Interventions.Result;
import dev.offstage.task.FollowUp;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.Pauses;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import dev.offstage.task.Uniqueness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What people do to single tasks, and what they meet when a worker is faster. */
final class InterventionsTest {
    private static final EventLog NO_LOG = (event, facts) -> {};

    private final TestClock clock = new TestClock(NOON.toString());
    private final InMemoryTaskStore store = new InMemoryTaskStore();
    private final InMemoryTaskQueue queue = new InMemoryTaskQueue(clock);
    private final InMemoryTaskKeys keys = new InMemoryTaskKeys();
    private final Random random = new Random(1);
    private final Interventions interventions = new Interventions(store, queue, enqueuer(), followUps(), clock);

    private Enqueuer enqueuer() {
        return new Enqueuer(store, keys, queue, clock, random);
    }

    private FollowUps followUps() {
        return new FollowUps(store, enqueuer(), new TaskTypes(List.of()));
    }

    private TaskRecord stored(TaskRecord task) {
        assertThat(store.create(task)).isTrue();
        return task;
    }

    private TaskRecord claimed(TaskRecord task) {
        return ((ClaimResult.Granted) store.claim(task.id(), "worker", clock.instant(), Pauses.NONE)).task();
    }

    private TaskRecord settled(TaskRecord task, Outcome outcome) {
        TaskRecord held = claimed(task);
        TaskRecord next =
                Lifecycle.settle(held, outcome, clock.instant(), new Random(1)).record();
        assertThat(store.replace(held, next)).isTrue();
        return next;
    }

    private TaskRecord now(TaskRecord task) {
        return store.find(task.id()).orElseThrow();
    }

    @Test
    void aQueuedTaskIsCancelledAtOnce() {
        TaskRecord task = stored(Tasks.task());

        assertThat(interventions.cancel(task)).isEqualTo(new Result.Done(now(task)));
        assertThat(now(task).state()).isEqualTo(TaskState.CANCELLED);
        assertThat(store.claim(task.id(), "worker", clock.instant(), Pauses.NONE))
                .isInstanceOf(ClaimResult.Refused.class);
    }

    @Test
    void aRunningTaskIsAskedToStopOnce() {
        TaskRecord task = stored(Tasks.task());
        TaskRecord running = claimed(task);

        assertThat(interventions.cancel(running)).isEqualTo(new Result.Done(now(task)));
        TaskRecord asked = now(task);
        assertThat(asked.cancelAskedAt()).isEqualTo(NOON);
        clock.advance(Duration.ofSeconds(5));
        assertThat(interventions.cancel(asked)).isEqualTo(new Result.Done(asked));
        assertThat(now(task)).isEqualTo(asked);
    }

    @Test
    void aTaskThatStartsMeanwhileIsAskedToStop() {
        TaskRecord seen = stored(Tasks.task());
        TaskRecord running = claimed(seen);

        assertThat(interventions.cancel(seen)).isEqualTo(new Result.Done(now(seen)));
        assertThat(now(seen).state()).isEqualTo(TaskState.RUNNING);
        assertThat(now(seen).cancelAskedAt()).isNotNull();
        assertThat(now(seen).lease()).isEqualTo(running.lease());
    }

    @Test
    void aTaskThatEndsMeanwhileIsNoLongerCancelled() {
        TaskRecord seen = stored(Tasks.task());
        TaskRecord done = settled(seen, Outcome.done("1"));

        assertThat(interventions.cancel(seen)).isEqualTo(new Result.Refused(done));
        assertThat(now(seen)).isEqualTo(done);
    }

    @Test
    void aCancelWhoseAnswerWasLostIsDone() {
        TaskRecord seen = stored(Tasks.task());
        TaskRecord cancelled = Lifecycle.cancel(seen, clock.instant());
        assertThat(cancelled).isNotNull();
        assertThat(store.replace(seen, cancelled)).isTrue();

        assertThat(interventions.cancel(seen)).isEqualTo(new Result.Done(cancelled));
    }

    @Test
    void aFailedTaskIsQueuedAgainAndItsMessageSent() {
        TaskRecord failed = settled(stored(Tasks.task()), Outcome.fail("no", "No."));

        Result result = interventions.retry(failed, "{\"n\":2}", NO_LOG);

        TaskRecord again = now(failed);
        assertThat(result).isEqualTo(new Result.Done(again));
        assertThat(again.state()).isEqualTo(TaskState.QUEUED);
        assertThat(again.spec().args()).isEqualTo("{\"n\":2}");
        assertThat(queue.receive(QueueName.DEFAULT, 10))
                .extracting(Delivery::body)
                .containsExactly(TaskMessage.write(failed.id()));
    }

    @Test
    void twoRetriesAtOnceMakeOneRun() {
        TaskRecord failed = settled(stored(Tasks.task()), Outcome.fail("no", "No."));

        assertThat(interventions.retry(failed, null, NO_LOG)).isInstanceOf(Result.Done.class);
        clock.advance(Duration.ofMillis(1));
        assertThat(interventions.retry(failed, null, NO_LOG)).isInstanceOf(Result.Refused.class);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void aRetryThatCannotBeSentIsWatchedByTheSweep() {
        TaskRecord failed = settled(stored(Tasks.task()), Outcome.fail("no", "No."));
        Interventions unlucky = new Interventions(store, new FullQueue(queue), enqueuer(), followUps(), clock);

        assertThat(unlucky.retry(failed, null, NO_LOG)).isEqualTo(new Result.Unsent(now(failed)));
        assertThat(now(failed).recheck()).isNotNull();
        clock.advance(Duration.ofMinutes(6));
        new Tick(InMemoryTickPorts.over(store, queue, enqueuer()), new TaskTypes(List.of()), clock)
                .run(Tasks.invocation());
        assertThat(queue.size()).isEqualTo(1);
    }

    private TaskRecord unique(String args) {
        Submitted answer = enqueuer()
                .submitUnique(List.of(new UniqueTask(null, Tasks.spec(args), Uniqueness.SIMPLE)), Instant.MAX)
                .getFirst();
        return ((Accepted) answer).task();
    }

    @Test
    void aUniqueTaskIsNotRetriedWhileAnotherServes() {
        TaskRecord failed = settled(unique("{\"n\":1}"), Outcome.fail("no", "No."));
        TaskRecord other = unique("{\"n\":1}");

        assertThat(interventions.retry(failed, null, NO_LOG)).isEqualTo(new Result.Duplicates(failed, other.id()));
        assertThat(now(failed)).isEqualTo(failed);
        assertThat(interventions.retry(failed, "{\"n\":2}", NO_LOG)).isInstanceOf(Result.Done.class);
        assertThat(unique("{\"n\":2}").id()).isEqualTo(failed.id());
        assertThat(unique("{\"n\":1}").id()).isEqualTo(other.id());
    }

    @Test
    void aRetriedUniqueTaskHasItsKeyAgain() {
        TaskRecord failed = settled(unique("{}"), Outcome.fail("no", "No."));
        TaskRecord done = settled(unique("{}"), Outcome.done("1"));
        assertThat(done.id()).isNotEqualTo(failed.id());

        assertThat(interventions.retry(failed, null, NO_LOG)).isEqualTo(new Result.Done(now(failed)));
        assertThat(unique("{}")).isEqualTo(now(failed));
    }

    @Test
    void aRetryThatDiedWithTheKeyInHandIsRepeatedOrOvertaken() {
        TaskRecord failed = settled(unique("{}"), Outcome.fail("no", "No."));
        TaskRecord done = settled(unique("{}"), Outcome.done("1"));
        TaskRecord again = Objects.requireNonNull(Lifecycle.retryByHand(failed, null, clock.instant()));
        assertThat(enqueuer().retakeKey(again)).isEmpty();
        assertThat(keys.all()).containsValue(failed.id()).doesNotContainValue(done.id());

        assertThat(interventions.retry(failed, null, NO_LOG)).isInstanceOf(Result.Done.class);

        TaskRecord cancelled = ((Result.Done) interventions.cancel(now(failed))).task();
        assertThat(enqueuer().retakeKey(cancelled)).isEmpty();
        assertThat(unique("{}").id()).isNotEqualTo(failed.id());
    }

    @Test
    void aThrottledTaskIsRetriedWithoutItsWindowWhenNoOtherRuns() {
        Uniqueness throttle = new Uniqueness(List.of(), Uniqueness.Mode.THROTTLE, Duration.ofSeconds(60), null, false);
        UniqueTask asked = new UniqueTask(null, Tasks.spec(), throttle);
        TaskRecord failed = settled(
                ((Accepted) enqueuer().submitUnique(List.of(asked), Instant.MAX).getFirst()).task(),
                Outcome.fail("no", "No."));
        clock.advance(Duration.ofSeconds(61));
        TaskRecord other =
                ((Accepted) enqueuer().submitUnique(List.of(asked), Instant.MAX).getFirst()).task();

        assertThat(interventions.retry(failed, null, NO_LOG)).isEqualTo(new Result.Duplicates(failed, other.id()));
        TaskRecord ended = settled(other, Outcome.done("1"));
        assertThat(interventions.retry(failed, null, NO_LOG)).isInstanceOf(Result.Done.class);
        assertThat(keys.all()).containsValue(ended.id()).doesNotContainValue(failed.id());
    }

    private TaskRecord failedWithFollowUp() {
        TaskRecord task = Tasks.task(
                NOON,
                Tasks.spec()
                        .draft()
                        .onFailure(new FollowUp("work", "{\"mood\":\"$taskId\"}"))
                        .make());
        return settled(stored(task), Outcome.fail("no", "No."));
    }

    @Test
    void whatIsDueToFollowAFailedTaskIsEnqueuedBeforeItIsDeleted() {
        TaskRecord failed = failedWithFollowUp();
        assertThat(FollowUps.isDue(failed)).isTrue();

        assertThat(interventions.delete(failed, NO_LOG)).isInstanceOf(Result.Done.class);

        assertThat(store.all()).singleElement().satisfies(next -> {
            assertThat(next.spec().args()).contains(failed.id().toString());
            assertThat(next.spec().parent()).isEqualTo(failed.id());
        });
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void whatIsDueToFollowAFailedTaskIsEnqueuedBeforeItIsRetried() {
        TaskRecord failed = failedWithFollowUp();

        assertThat(interventions.retry(failed, null, NO_LOG)).isInstanceOf(Result.Done.class);

        assertThat(store.all())
                .filteredOn(task -> failed.id().equals(task.spec().parent()))
                .hasSize(1);
    }

    @Test
    void aFailedTaskStaysWhileWhatFollowsItCannotBeEnqueued() {
        TaskRecord failed = failedWithFollowUp();
        Enqueuer unlucky = new Enqueuer(store, keys, new FullQueue(queue), clock, new Random(1));
        FollowUps stuck = new FollowUps(store, unlucky, new TaskTypes(List.of()));

        assertThat(new Interventions(store, queue, unlucky, stuck, clock).delete(failed, NO_LOG))
                .isEqualTo(new Result.Unfollowed(failed));
        assertThat(now(failed)).isEqualTo(failed);
    }

    @Test
    void whatWaitsRunsOrSucceededIsNotRetried() {
        TaskRecord waiting = stored(Tasks.task());
        TaskRecord running = claimed(stored(Tasks.task()));
        TaskRecord done = settled(stored(Tasks.task()), Outcome.done("1"));

        assertThat(List.of(waiting, running, done))
                .allSatisfy(task ->
                        assertThat(interventions.retry(task, null, NO_LOG)).isEqualTo(new Result.Refused(task)));
        assertThat(queue.size()).isZero();
    }

    @Test
    void onlyWhatDoesNotRunIsDeleted() {
        TaskRecord waiting = stored(Tasks.task());
        TaskRecord running = claimed(stored(Tasks.task()));
        TaskRecord seen = stored(Tasks.task());
        TaskRecord done = settled(seen, Outcome.done("1"));

        assertThat(interventions.delete(waiting, NO_LOG)).isEqualTo(new Result.Done(waiting));
        assertThat(interventions.delete(running, NO_LOG)).isEqualTo(new Result.Refused(running));
        assertThat(interventions.delete(seen, NO_LOG)).isEqualTo(new Result.Done(done));
        assertThat(store.all()).containsExactly(running);
        assertThat(interventions.delete(waiting, NO_LOG)).isEqualTo(new Result.Missing());
        assertThat(interventions.cancel(waiting)).isEqualTo(new Result.Missing());
    }
}
