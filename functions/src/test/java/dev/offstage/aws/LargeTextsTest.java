package dev.offstage.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.ClaimResult;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.TaskStoreContract;
import dev.offstage.engine.Tasks;
import dev.offstage.task.FollowUp;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.Pauses;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Texts over 200 KB lie among the payloads, and nobody who reads a task sees a difference. */
final class LargeTextsTest {
    private static final String LARGE = "\"" + "x".repeat(TaskStore.LONGEST_TEXT) + "\"";
    private static final Random RANDOM = new Random(5);

    private final InMemoryPayloads payloads = new InMemoryPayloads();
    private final TaskStore store =
            new DynamoTaskStore(LocalDynamo.client(), LocalDynamo.newTable(), new Random(1), payloads);

    @Nested
    final class InMemory implements PayloadsContract {
        @Override
        public Payloads newPayloads() {
            return new InMemoryPayloads();
        }
    }

    /** All that holds of any store holds of one with payloads. */
    @Nested
    final class Store implements TaskStoreContract {
        @Override
        public TaskStore newStore() {
            return store;
        }
    }

    @Test
    void everyTextOfATaskMayBeLarge() {
        TaskRecord task = made();
        TaskRecord claimed = claimed(task);
        TaskRecord done = Lifecycle.settle(claimed, Outcome.done(LARGE), Tasks.NOON, RANDOM)
                .record();

        assertThat(claimed.spec()).isEqualTo(task.spec());
        assertThat(payloads.texts).hasSize(1);
        assertThat(payloads.kept).isEmpty();
        assertThat(store.replace(claimed, done)).isTrue();
        assertThat(store.find(task.id())).contains(done);
        assertThat(payloads.texts.keySet())
                .hasSize(2)
                .allMatch(key -> key.startsWith("offstage/" + task.id() + "/"))
                .anyMatch(key -> key.endsWith("/result-" + done.revision()));
        assertThat(payloads.kept.values()).hasSize(2).containsOnly(Duration.ofHours(24));
    }

    @Test
    void whatIsDeletedLeavesNothing() {
        TaskRecord claimed = claimed(made());
        TaskRecord done = Lifecycle.settle(claimed, Outcome.done(LARGE), Tasks.NOON, RANDOM)
                .record();
        assertThat(store.replace(claimed, done)).isTrue();

        assertThat(store.delete(done)).isTrue();

        assertThat(payloads.texts).isEmpty();
    }

    @Test
    void aRetryByHandKeepsTheArgumentsThatWereToGo() {
        TaskRecord claimed = claimed(made());
        TaskRecord failed = Lifecycle.settle(claimed, Outcome.fail("x", "No."), Tasks.NOON, RANDOM)
                .record();
        assertThat(store.replace(claimed, failed)).isTrue();
        TaskRecord seen = store.find(failed.id()).orElseThrow();

        TaskRecord again = Lifecycle.retryByHand(seen, null, Tasks.NOON);

        assertThat(store.replace(seen, again)).isTrue();
        assertThat(payloads.kept).isEmpty();
        assertThat(store.find(failed.id())).contains(again);
    }

    @Test
    void aLateTwinThatEndsLeavesTheArgumentsOfTheTaskThatLives() {
        TaskRecord claimed = claimed(made());
        TaskRecord end =
                Lifecycle.settle(claimed, Outcome.done("1"), Tasks.NOON, RANDOM).record();
        TaskRecord snoozed = Lifecycle.settle(claimed, Outcome.snooze(Duration.ofDays(60), null), Tasks.NOON, RANDOM)
                .record();
        assertThat(store.replace(claimed, snoozed)).isTrue();

        assertThat(store.replace(claimed, end)).isFalse();

        assertThat(payloads.kept).isEmpty();
        assertThat(store.find(claimed.id())).contains(snoozed);
    }

    @Test
    void aLongFollowUpLiesBesideItsTask() {
        FollowUp next = new FollowUp("work", "{\"text\":\"" + "ä".repeat(2000) + "\"}");
        TaskRecord task =
                Tasks.task(Tasks.NOON, Tasks.spec().draft().onFailure(next).make());

        assertThat(store.create(task)).isTrue();

        assertThat(store.find(task.id())).contains(task);
        TaskRecord claimed = claimed(task);
        assertThat(claimed.spec().onFailure()).isEqualTo(next);
    }

    @Test
    void noWordOfAHandlerMakesARecordTooLarge() {
        TaskRecord task = Tasks.task(
                Tasks.NOON,
                Tasks.spec()
                        .draft()
                        .retry(new dev.offstage.task.RetryPolicy(20, null, dev.offstage.task.Backoff.DEFAULT))
                        .make());
        assertThat(store.create(task)).isTrue();
        for (int i = 0; i < 12; i++) {
            TaskRecord claimed = claimed(store.find(task.id()).orElseThrow());
            TaskRecord next = Lifecycle.settle(
                            claimed,
                            Outcome.retryAfter(Duration.ZERO, "c".repeat(500_000), "😀".repeat(300_000)),
                            Tasks.NOON,
                            RANDOM)
                    .record();
            assertThat(store.replace(claimed, next)).isTrue();
            assertThat(store.find(task.id())).contains(next);
        }
    }

    private TaskRecord made() {
        TaskRecord task = Tasks.task(Tasks.NOON, Tasks.spec(LARGE));
        assertThat(store.create(task)).isTrue();
        return task;
    }

    private TaskRecord claimed(TaskRecord task) {
        ClaimResult claim = store.claim(task.id(), "holder", Tasks.NOON, Pauses.NONE);
        assertThat(claim).isInstanceOf(ClaimResult.Granted.class);
        return ((ClaimResult.Granted) claim).task();
    }
}
