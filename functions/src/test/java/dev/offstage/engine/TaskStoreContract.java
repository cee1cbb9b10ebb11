package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.Settlement;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link TaskStore} does. */
public interface TaskStoreContract {
    /** An empty store. */
    TaskStore newStore();

    @Test
    default void anIdIsTakenOnce() {
        TaskStore store = newStore();
        TaskRecord task = Tasks.task();

        assertThat(store.create(task)).isTrue();
        assertThat(store.create(task)).isFalse();
        assertThat(store.find(task.id())).contains(task);
    }

    @Test
    default void anUnknownIdIsFoundNowhere() {
        TaskStore store = newStore();

        assertThat(store.find(Tasks.id(NOON))).isEmpty();
        assertThat(store.claim(Tasks.id(NOON), "a", NOON)).isEqualTo(new ClaimResult.Missing());
    }

    @Test
    default void manyAreStoredAtOnce() {
        TaskStore store = newStore();
        List<TaskRecord> tasks =
                IntStream.range(0, 60).mapToObj(i -> Tasks.task()).toList();

        store.createAll(tasks);

        assertThat(tasks).allSatisfy(task -> assertThat(store.find(task.id())).contains(task));
    }

    @Test
    default void aClaimGivesTheTaskToOneHolder() {
        TaskStore store = newStore();
        TaskRecord task = stored(store, Tasks.task());

        ClaimResult first = store.claim(task.id(), "a", NOON);
        ClaimResult second = store.claim(task.id(), "b", NOON);

        TaskRecord claimed = Lifecycle.claim(task, "a", NOON);
        assertThat(first).isEqualTo(new ClaimResult.Granted(claimed));
        assertThat(second).isEqualTo(new ClaimResult.Refused(claimed));
    }

    @Test
    default void aHolderThatAsksAgainIsGrantedWhatItHolds() {
        TaskStore store = newStore();
        TaskRecord task = stored(store, Tasks.task());

        ClaimResult first = store.claim(task.id(), "a", NOON);

        assertThat(store.claim(task.id(), "a", NOON)).isEqualTo(first);
    }

    @Test
    default void aLeaseThatEndedGoesToTheNext() {
        TaskStore store = newStore();
        TaskRecord task = stored(store, Tasks.task());
        Instant end = granted(store.claim(task.id(), "a", NOON)).lease().until();

        assertThat(store.claim(task.id(), "b", end.minusMillis(1))).isInstanceOf(ClaimResult.Refused.class);
        TaskRecord again = granted(store.claim(task.id(), "b", end));

        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.startedAt()).isEqualTo(NOON);
    }

    @Test
    default void nothingStartsBeforeItsTime() {
        TaskStore store = newStore();
        Instant due = NOON.plusSeconds(60);
        TaskRecord task = stored(store, Tasks.task(NOON, Tasks.spec(due, null)));

        assertThat(store.claim(task.id(), "a", due.minusMillis(1))).isEqualTo(new ClaimResult.Refused(task));
        assertThat(granted(store.claim(task.id(), "a", due)).state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    default void nothingStartsAfterItsDeadline() {
        TaskStore store = newStore();
        Instant deadline = NOON.plusSeconds(60);
        TaskRecord task = stored(store, Tasks.task(NOON, Tasks.spec(null, deadline)));

        assertThat(store.claim(task.id(), "a", deadline)).isEqualTo(new ClaimResult.Refused(task));
        assertThat(store.claim(task.id(), "a", deadline.minusMillis(1))).isInstanceOf(ClaimResult.Granted.class);
    }

    @Test
    default void usedUpAttemptsAreRefused() {
        TaskStore store = newStore();
        TaskRecord task = stored(store, Tasks.task());
        Instant now = NOON;
        for (int i = 0; i <= task.spec().retries(); i++) {
            now = granted(store.claim(task.id(), "holder " + i, now)).lease().until();
        }

        assertThat(store.claim(task.id(), "one more", now)).isInstanceOf(ClaimResult.Refused.class);
    }

    @Test
    default void stateScheduledAndFinalStatesAreRefused() {
        TaskStore store = newStore();
        TaskRecord far = stored(store, Tasks.task(NOON, Tasks.spec(NOON.plusSeconds(3600), null)));
        TaskRecord done = settled(store, Outcome.done("1"));

        assertThat(store.claim(far.id(), "a", NOON.plusSeconds(7200))).isEqualTo(new ClaimResult.Refused(far));
        assertThat(store.claim(done.id(), "a", NOON.plusSeconds(7200))).isEqualTo(new ClaimResult.Refused(done));
    }

    @Test
    default void aWriteThatSawAnOlderRevisionLoses() {
        TaskStore store = newStore();
        TaskRecord task = stored(store, Tasks.task());
        TaskRecord watched = Lifecycle.watch(task, NOON);

        assertThat(store.replace(task, watched)).isTrue();
        assertThat(store.replace(task, Lifecycle.watch(task, NOON.plusSeconds(9))))
                .isFalse();
        assertThat(store.find(task.id())).contains(watched);
    }

    @Test
    default void aRecordThatIsGoneIsNotMadeAnew() {
        TaskStore store = newStore();
        TaskRecord task = Tasks.task();

        assertThat(store.replace(task, Lifecycle.watch(task, NOON))).isFalse();
        assertThat(store.find(task.id())).isEmpty();
    }

    @Test
    default void everyOutcomeIsReadBackAsItWasWritten() {
        TaskStore store = newStore();
        List<Outcome> outcomes = List.of(
                Outcome.done("{\"a\":[1,2]}"),
                Outcome.fail("not-found", "No such page."),
                Outcome.done("\"ä 📚\""),
                Outcome.retry("busy", "Come back."),
                Outcome.retryAfter(Duration.ofHours(1), "busy", "Come back later."),
                Outcome.snooze(Duration.ofSeconds(5), "memo"),
                Outcome.snooze(Duration.ofHours(5), null));

        assertThat(outcomes).allSatisfy(outcome -> {
            TaskRecord task = settled(store, outcome);
            assertThat(store.find(task.id())).contains(task);
        });
    }

    @Test
    default void longTextsAreKeptWhole() {
        TaskStore store = newStore();
        String args = "\"" + "ä".repeat(3000) + "\"";
        String result = "\"" + "€".repeat(40_000) + "\"";
        TaskRecord task = stored(store, Tasks.task(NOON, Tasks.spec(args)));

        TaskRecord claimed = granted(store.claim(task.id(), "a", NOON));
        TaskRecord done = settle(claimed, Outcome.done(result));

        assertThat(claimed.spec().args().equals(args)).isTrue();
        assertThat(store.replace(claimed, done)).isTrue();
        assertThat(store.find(task.id())).contains(done);
    }

    @Test
    default void aLateTwinsLongResultOverwritesNothing() {
        TaskStore store = newStore();
        TaskRecord task = stored(store, Tasks.task());
        TaskRecord first = granted(store.claim(task.id(), "a", NOON));
        TaskRecord second = granted(store.claim(task.id(), "b", first.lease().until()));
        TaskRecord won = settle(second, Outcome.done("\"" + "w".repeat(5000) + "\""));

        assertThat(store.replace(second, won)).isTrue();
        assertThat(store.replace(first, settle(first, Outcome.done("\"" + "l".repeat(5000) + "\""))))
                .isFalse();
        assertThat(store.find(task.id())).contains(won);
    }

    @Test
    default void idsAreFoundByTheTimeOfTheirMaking() {
        TaskStore store = newStore();
        Instant end = Instant.parse("2026-03-01T13:00:00Z");
        List<TaskId> inside = new ArrayList<>();
        for (int second = 0; second < 100; second++) {
            Instant at = end.minusSeconds(50).plusSeconds(second);
            TaskRecord task = stored(store, Tasks.task(at, Tasks.spec()));
            if (second > 10 && second <= 90) {
                inside.add(task.id());
            }
        }
        TaskRecord longArgs = Tasks.task(end, Tasks.spec("\"" + "x".repeat(4000) + "\""));
        inside.add(stored(store, longArgs).id());

        List<TaskStore.TaskGlance> found = store.createdBetween(end.minusSeconds(40), end.plusSeconds(40));

        assertThat(found.stream().map(TaskStore.TaskGlance::id).toList())
                .isEqualTo(inside.stream().sorted().toList());
        assertThat(found).noneMatch(TaskStore.TaskGlance::started).noneMatch(TaskStore.TaskGlance::watched);
    }

    @Test
    default void scheduledTasksAreFoundWhenTheirTimeComes() {
        TaskStore store = newStore();
        List<TaskId> soonestFirst = new ArrayList<>();
        for (int hour = 1; hour <= 9; hour++) {
            TaskRecord task = Tasks.task(NOON, Tasks.spec(NOON.plus(Duration.ofHours(hour)), null));
            soonestFirst.add(stored(store, task).id());
        }
        TaskRecord queued = stored(store, Tasks.task());

        List<TaskId> due = store.scheduledUpTo(NOON.plus(Duration.ofHours(5)), 100);

        assertThat(due).isEqualTo(soonestFirst.subList(0, 5)).doesNotContain(queued.id());
    }

    @Test
    default void watchedTasksAreFoundUntilTheyEnd() {
        TaskStore store = newStore();
        TaskRecord watched = Tasks.task();
        watched = replaced(store, stored(store, watched), Lifecycle.watch(watched, NOON));
        Instant look = watched.recheck().at();

        assertThat(store.recheckUpTo(look.minusMillis(1), 10)).isEmpty();
        assertThat(store.recheckUpTo(look, 10)).containsExactly(watched.id());
        TaskRecord claimed = granted(store.claim(watched.id(), "a", NOON));
        assertThat(store.recheckUpTo(look, 10)).containsExactly(watched.id());
        TaskRecord ended = replaced(store, claimed, settle(claimed, Outcome.fail("x", "y")));
        assertThat(store.recheckUpTo(look, 10)).doesNotContain(ended.id());
    }

    private static TaskRecord stored(TaskStore store, TaskRecord task) {
        assertThat(store.create(task)).isTrue();
        return task;
    }

    private static TaskRecord replaced(TaskStore store, TaskRecord seen, TaskRecord next) {
        assertThat(store.replace(seen, next)).isTrue();
        return next;
    }

    private static TaskRecord granted(ClaimResult claim) {
        assertThat(claim).isInstanceOf(ClaimResult.Granted.class);
        return ((ClaimResult.Granted) claim).task();
    }

    private static TaskRecord settled(TaskStore store, Outcome outcome) {
        TaskRecord task = stored(store, Tasks.task());
        TaskRecord claimed = granted(store.claim(task.id(), "a", NOON));
        return replaced(store, claimed, settle(claimed, outcome));
    }

    private static TaskRecord settle(TaskRecord claimed, Outcome outcome) {
        Instant end = NOON.plusMillis(1234);
        Settlement settlement = Lifecycle.settle(claimed, outcome, TaskPolicy.DEFAULT, end, new Random(1));
        return settlement.record();
    }
}
