package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.offstage.engine.TaskStore.Standing;
import dev.offstage.task.Backoff;
import dev.offstage.task.FollowUp;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import dev.offstage.task.Progress;
import dev.offstage.task.QueueName;
import dev.offstage.task.Report;
import dev.offstage.task.Retention;
import dev.offstage.task.RetryPolicy;
import dev.offstage.task.Settlement;
import dev.offstage.task.TaskDraft;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import dev.offstage.task.UniqueKey;
import dev.offstage.task.Uniqueness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
        assertThat(store.claim(Tasks.id(NOON), "a", NOON, Pauses.NONE)).isEqualTo(new ClaimResult.Missing());
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
    default void aTaskKeepsItsOwnerThroughEveryWrite() {
        TaskStore store = newStore();
        TaskRecord task = stored(store, Tasks.task(NOON, Tasks.spec().ownedBy("jwt:ä")));

        assertThat(store.find(task.id())).map(found -> found.spec().owner()).contains("jwt:ä");
        assertThat(store.claim(task.id(), "a", NOON, Pauses.NONE))
                .isInstanceOfSatisfying(
                        ClaimResult.Granted.class,
                        granted -> assertThat(granted.task().spec()).isEqualTo(task.spec()));
    }

    @Test
    default void aClaimGivesTheTaskToOneHolder() {
        TaskStore store = newStore();
        TaskRecord task = stored(store, Tasks.task());

        ClaimResult first = store.claim(task.id(), "a", NOON, Pauses.NONE);
        ClaimResult second = store.claim(task.id(), "b", NOON, Pauses.NONE);

        TaskRecord claimed = Lifecycle.claim(task, "a", NOON);
        assertThat(first).isEqualTo(new ClaimResult.Granted(claimed));
        assertThat(second).isEqualTo(new ClaimResult.Refused(claimed));
    }

    @Test
    default void aHolderThatAsksAgainIsGrantedWhatItHolds() {
        TaskStore store = newStore();
        TaskRecord task = stored(store, Tasks.task());

        ClaimResult first = store.claim(task.id(), "a", NOON, Pauses.NONE);

        assertThat(store.claim(task.id(), "a", NOON, Pauses.NONE)).isEqualTo(first);
    }

    @Test
    default void aLeaseThatEndedGoesToTheNext() {
        TaskStore store = newStore();
        TaskRecord task = stored(store, Tasks.task());
        Instant end =
                granted(store.claim(task.id(), "a", NOON, Pauses.NONE)).lease().until();

        assertThat(store.claim(task.id(), "b", end.minusMillis(1), Pauses.NONE))
                .isInstanceOf(ClaimResult.Refused.class);
        TaskRecord again = granted(store.claim(task.id(), "b", end, Pauses.NONE));

        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.startedAt()).isEqualTo(NOON);
    }

    @Test
    default void nothingStartsBeforeItsTime() {
        TaskStore store = newStore();
        Instant due = NOON.plusSeconds(60);
        TaskRecord task = stored(store, Tasks.task(NOON, Tasks.spec(due, null)));

        assertThat(store.claim(task.id(), "a", due.minusMillis(1), Pauses.NONE))
                .isEqualTo(new ClaimResult.Refused(task));
        assertThat(granted(store.claim(task.id(), "a", due, Pauses.NONE)).state())
                .isEqualTo(TaskState.RUNNING);
    }

    @Test
    default void nothingStartsAfterItsDeadline() {
        TaskStore store = newStore();
        Instant deadline = NOON.plusSeconds(60);
        TaskRecord task = stored(store, Tasks.task(NOON, Tasks.spec(null, deadline)));

        assertThat(store.claim(task.id(), "a", deadline, Pauses.NONE)).isEqualTo(new ClaimResult.Refused(task));
        assertThat(store.claim(task.id(), "a", deadline.minusMillis(1), Pauses.NONE))
                .isInstanceOf(ClaimResult.Granted.class);
    }

    @Test
    default void usedUpAttemptsAreRefused() {
        TaskStore store = newStore();
        TaskRecord task = stored(store, Tasks.task());
        Instant now = NOON;
        for (int i = 0; i <= task.spec().retry().retries(); i++) {
            now = granted(store.claim(task.id(), "holder " + i, now, Pauses.NONE))
                    .lease()
                    .until();
        }

        assertThat(store.claim(task.id(), "one more", now, Pauses.NONE)).isInstanceOf(ClaimResult.Refused.class);
    }

    @Test
    default void stateScheduledAndFinalStatesAreRefused() {
        TaskStore store = newStore();
        TaskRecord far = stored(store, Tasks.task(NOON, Tasks.spec(NOON.plusSeconds(3600), null)));
        TaskRecord done = settled(store, Outcome.done("1"));

        assertThat(store.claim(far.id(), "a", NOON.plusSeconds(7200), Pauses.NONE))
                .isEqualTo(new ClaimResult.Refused(far));
        assertThat(store.claim(done.id(), "a", NOON.plusSeconds(7200), Pauses.NONE))
                .isEqualTo(new ClaimResult.Refused(done));
    }

    @Test
    default void aWriteThatSawAnOlderRevisionLoses() {
        TaskStore store = newStore();
        TaskRecord task = stored(store, Tasks.task());
        TaskRecord watched = Lifecycle.watch(task, true, NOON);

        assertThat(store.replace(task, watched)).isTrue();
        assertThat(store.replace(task, Lifecycle.watch(task, false, NOON.plusSeconds(9))))
                .isFalse();
        assertThat(store.find(task.id())).contains(watched);
    }

    @Test
    default void aWriteThatIsAskedAgainHolds() {
        TaskStore store = newStore();
        TaskRecord task = stored(store, Tasks.task());
        TaskRecord claimed = granted(store.claim(task.id(), "a", NOON, Pauses.NONE));
        TaskRecord done = settle(claimed, Outcome.done("\"" + "€".repeat(3000) + "\""));
        assertThat(store.replace(claimed, done)).isTrue();

        assertThat(store.replace(claimed, done)).isTrue();
        assertThat(store.replace(claimed, settle(claimed, Outcome.done("2")))).isFalse();
        assertThat(store.find(task.id())).contains(done);
    }

    @Test
    default void aRecordThatIsGoneIsNotMadeAnew() {
        TaskStore store = newStore();
        TaskRecord task = Tasks.task();

        assertThat(store.replace(task, Lifecycle.watch(task, false, NOON))).isFalse();
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

        TaskRecord claimed = granted(store.claim(task.id(), "a", NOON, Pauses.NONE));
        TaskRecord done = settle(claimed, Outcome.done(result));

        assertThat(claimed.spec().args().equals(args)).isTrue();
        assertThat(store.replace(claimed, done)).isTrue();
        assertThat(store.find(task.id())).contains(done);
    }

    @Test
    default void aLateTwinsLongResultOverwritesNothing() {
        TaskStore store = newStore();
        TaskRecord task = stored(store, Tasks.task());
        TaskRecord first = granted(store.claim(task.id(), "a", NOON, Pauses.NONE));
        TaskRecord second = granted(store.claim(task.id(), "b", first.lease().until(), Pauses.NONE));
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
    default void aGlanceTellsHowATaskEndedAndHowLongItRan() {
        TaskStore store = newStore();
        TaskRecord waiting = stored(store, Tasks.task());
        TaskRecord done = claimed(store, NOON.plusMillis(1));
        done = replaced(store, done, settle(done, Outcome.done("1")));
        TaskRecord failed = claimed(store, NOON.plusMillis(2));
        failed = replaced(store, failed, settle(failed, Outcome.fail("broken", "x".repeat(3000))));
        TaskRecord crashed = claimed(store, NOON.plusMillis(3));
        crashed = replaced(store, crashed, Lifecycle.giveUp(crashed, NOON.plusSeconds(3600)));

        List<TaskStore.TaskGlance> found = store.createdBetween(NOON.minusMillis(1), NOON.plusMillis(3));

        assertThat(found)
                .containsExactly(
                        TaskStore.TaskGlance.of(waiting),
                        TaskStore.TaskGlance.of(done),
                        TaskStore.TaskGlance.of(failed),
                        TaskStore.TaskGlance.of(crashed));
        assertThat(found).extracting(TaskStore.TaskGlance::code).containsExactly(null, null, "broken", "crashed");
        assertThat(found.get(0).runMs()).isNull();
        assertThat(found.get(1).runMs()).isEqualTo(done.attempts().getLast().runMs());
        assertThat(found.get(3).runMs()).as("a worker that died left no word").isNull();
        assertThat(store.glances(List.of(failed.id(), Tasks.id(NOON), waiting.id())))
                .containsExactlyInAnyOrder(TaskStore.TaskGlance.of(waiting), TaskStore.TaskGlance.of(failed));
    }

    private static TaskRecord claimed(TaskStore store, Instant at) {
        return granted(store.claim(stored(store, Tasks.task(at, Tasks.spec())).id(), "a", at, Pauses.NONE));
    }

    @Test
    default void whatIsAcceptedLateIsFoundByTheTimeOfItsAcceptance() {
        TaskStore store = newStore();
        Instant later = Instant.parse("2026-03-01T14:00:00Z");
        TaskId base = Tasks.task().id();
        TaskRecord prompt =
                Lifecycle.acceptDerived(TaskId.derived(base, "1"), Tasks.spec(), NOON.plus(TaskRecord.PROMPT));
        TaskRecord late = Lifecycle.acceptDerived(TaskId.derived(base, "2"), Tasks.spec(), later);
        TaskRecord again = Lifecycle.acceptDerived(late.id(), Tasks.spec(), later.plusSeconds(60));
        TaskRecord afterwards = Lifecycle.acceptDerived(TaskId.derived(base, "3"), Tasks.spec(), later.plusSeconds(90));

        assertThat(store.create(prompt)).isTrue();
        assertThat(store.create(late)).isTrue();
        assertThat(store.create(again)).isFalse();
        assertThat(store.create(afterwards)).isTrue();

        assertThat(store.lateBetween(later.minusMillis(1), later)).containsExactly(TaskStore.TaskGlance.of(late));
        assertThat(store.lateBetween(later, later.plusSeconds(60))).isEmpty();
        assertThat(store.lateBetween(NOON.minusSeconds(3600), later.plusSeconds(3600)))
                .containsExactlyInAnyOrder(TaskStore.TaskGlance.of(late), TaskStore.TaskGlance.of(afterwards));
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
        watched = replaced(store, stored(store, watched), Lifecycle.watch(watched, false, NOON));
        Instant look = watched.recheck().at();

        assertThat(store.recheckUpTo(look.minusMillis(1), 10)).isEmpty();
        assertThat(store.recheckUpTo(look, 10)).containsExactly(watched.id());
        TaskRecord claimed = granted(store.claim(watched.id(), "a", NOON, Pauses.NONE));
        assertThat(store.recheckUpTo(look, 10)).containsExactly(watched.id());
        TaskRecord ended = replaced(store, claimed, settle(claimed, Outcome.fail("x", "y")));
        assertThat(store.recheckUpTo(look, 10)).doesNotContain(ended.id());
    }

    @Test
    default void whatIsPausedIsNotClaimed() {
        TaskStore store = newStore();
        TaskRecord task = stored(store, Tasks.task());
        Pauses type = new Pauses(Set.of(Pause.ofType("work"), Pause.of(QueueName.LOW)));
        Pauses queue = new Pauses(Set.of(Pause.of(QueueName.DEFAULT)));
        Pauses others = new Pauses(Set.of(Pause.of(QueueName.LOW), Pause.ofType("play")));

        assertThat(store.claim(task.id(), "a", NOON, type)).isEqualTo(new ClaimResult.Refused(task));
        assertThat(store.claim(task.id(), "a", NOON, queue)).isEqualTo(new ClaimResult.Refused(task));
        assertThat(store.claim(task.id(), "a", NOON, others)).isInstanceOf(ClaimResult.Granted.class);
    }

    @Test
    default void aRunThatWasToStopAndDiedIsNotClaimedAgain() {
        TaskStore store = newStore();
        TaskRecord claimed = granted(store.claim(stored(store, Tasks.task()).id(), "a", NOON, Pauses.NONE));
        TaskRecord asked = replaced(store, claimed, Lifecycle.cancel(claimed, NOON));

        assertThat(store.claim(claimed.id(), "b", claimed.lease().until(), Pauses.NONE))
                .isEqualTo(new ClaimResult.Refused(asked));
    }

    @Test
    default void whatARunTellsIsKeptWithoutANewRevision() {
        TaskStore store = newStore();
        TaskRecord claimed = granted(store.claim(stored(store, Tasks.task()).id(), "a", NOON, Pauses.NONE));
        Report first = new Report(new Progress(0, null, null, NOON), 0, 3);
        Report second = new Report(new Progress(5, 7L, "ä", NOON.plusMillis(1)), 2, 4);

        assertThat(store.report(claimed.id(), "a", first)).isEqualTo(Standing.HELD);
        assertThat(store.find(claimed.id())).contains(claimed.reporting(first));
        assertThat(store.report(claimed.id(), "a", second)).isEqualTo(Standing.HELD);
        assertThat(store.report(claimed.id(), "a", null)).isEqualTo(Standing.HELD);
        TaskRecord told = claimed.reporting(second);
        assertThat(store.find(claimed.id())).contains(told);
        TaskRecord done = replaced(store, claimed, settle(told, Outcome.retry("busy", "Later.")));
        assertThat(store.find(done.id())).contains(done);
    }

    @Test
    default void onlyWhoHasTheTaskReportsAndHearsThatItIsToStop() {
        TaskStore store = newStore();
        TaskRecord claimed = granted(store.claim(stored(store, Tasks.task()).id(), "a", NOON, Pauses.NONE));
        Report news = new Report(null, 1, 0);

        assertThat(store.report(claimed.id(), "b", news)).isEqualTo(Standing.LOST);
        assertThat(store.report(claimed.id(), "b", null)).isEqualTo(Standing.LOST);
        assertThat(store.report(Tasks.id(NOON), "a", null)).isEqualTo(Standing.LOST);
        TaskRecord asked = replaced(store, claimed, Lifecycle.cancel(claimed, NOON));
        assertThat(store.report(claimed.id(), "a", null)).isEqualTo(Standing.CANCEL_ASKED);
        assertThat(store.report(claimed.id(), "a", news)).isEqualTo(Standing.CANCEL_ASKED);
        replaced(store, asked, settle(asked, Outcome.retry("x", "y")));
        assertThat(store.report(claimed.id(), "a", news)).isEqualTo(Standing.LOST);
    }

    @Test
    default void whatIsDeletedIsGoneUnlessItMovedOn() {
        TaskStore store = newStore();
        String args = "\"" + "x".repeat(4000) + "\"";
        TaskRecord task = stored(store, Tasks.task(NOON, Tasks.spec(args)));
        TaskRecord watched = replaced(store, task, Lifecycle.watch(task, false, NOON));

        assertThat(store.delete(task)).isFalse();
        assertThat(store.find(task.id())).contains(watched);
        assertThat(store.delete(watched)).isTrue();
        assertThat(store.find(task.id())).isEmpty();
        assertThat(store.delete(watched)).isFalse();
    }

    @Test
    default void blockedTasksAreFoundUnderTheirPauseUntilItIsOver() {
        TaskStore store = newStore();
        Pause low = Pause.of(QueueName.LOW);
        TaskRecord one = stored(store, Tasks.task());
        TaskRecord other = stored(store, Tasks.task());
        TaskRecord blocked = replaced(store, one, Lifecycle.block(one, low));
        replaced(store, other, Lifecycle.block(other, Pause.ofType("low")));

        assertThat(store.blockedBy(low, 10)).containsExactly(one.id());
        assertThat(store.find(one.id())).contains(blocked);
        replaced(store, blocked, Lifecycle.unblock(blocked, NOON));
        assertThat(store.blockedBy(low, 10)).isEmpty();
    }

    @Test
    default void aTaskMadeOfAnotherKnowsWhenItWasAccepted() {
        TaskStore store = newStore();
        Instant later = NOON.plus(Duration.ofHours(3));
        TaskId id = Tasks.id(NOON).child(0);
        TaskRecord child = stored(store, Lifecycle.acceptDerived(id, Tasks.spec(), later));

        assertThat(store.find(id)).contains(child);
        assertThat(child.createdAt()).isEqualTo(later);
        assertThat(store.recheckUpTo(child.recheck().at(), 10)).containsExactly(id);
    }

    @Test
    default void allThatCanBeAskedOfATaskIsKept() {
        TaskStore store = newStore();
        TaskDraft draft = Tasks.spec().draft();
        List<Backoff> waits = List.of(
                Backoff.DEFAULT,
                Backoff.Preset.HANGFIRE,
                new Backoff.Listed(List.of(Duration.ofMillis(1), Duration.ofDays(2))),
                new Backoff.Exponential(Duration.ofMillis(1500), 2.5, Duration.ofHours(1), false));
        draft.tags(List.of("blue", "déjà"))
                .onFailure(new FollowUp("call", "{\"id\":\"$taskId\"}"))
                .parent(Tasks.id(NOON))
                .owner("me")
                .keyedUntil(NOON.plusSeconds(86400))
                .uniqueBy(new UniqueKey(List.of("/a b\"\n", "/c"), Uniqueness.Mode.DEBOUNCE))
                .expiresAt(NOON.plusSeconds(5000))
                .queue(QueueName.HIGH)
                .timeLimit(Duration.ofSeconds(7));

        for (Backoff wait : waits) {
            draft.retry(new RetryPolicy(9, Duration.ofDays(3), wait));
            for (Retention keep :
                    List.of(Retention.FOREVER, Retention.of(Duration.ZERO), Retention.of(Duration.ofDays(9)))) {
                TaskRecord task = stored(
                        store,
                        Tasks.task(
                                NOON, draft.keepResult(keep).keepFailure(keep).make()));
                TaskRecord claimed = granted(store.claim(task.id(), "a", NOON, Pauses.NONE));
                assertThat(claimed.spec()).isEqualTo(task.spec());
                TaskRecord failed = replaced(store, claimed, settle(claimed, Outcome.fail("no", "No.")));
                assertThat(store.find(task.id())).contains(failed);
                TaskRecord followed = replaced(store, failed, Lifecycle.followedUp(failed));
                assertThat(store.find(task.id())).contains(followed);
            }
        }
    }

    @Test
    default void aFailedTaskIsLookedAtWhileItsFollowUpIsDue() {
        TaskStore store = newStore();
        TaskRecord task = stored(
                store,
                Tasks.task(
                        NOON,
                        Tasks.spec()
                                .draft()
                                .onFailure(new FollowUp("call", "{}"))
                                .make()));
        TaskRecord claimed = granted(store.claim(task.id(), "a", NOON, Pauses.NONE));
        TaskRecord failed = replaced(store, claimed, settle(claimed, Outcome.fail("no", "No.")));

        assertThat(store.recheckUpTo(NOON.plus(Duration.ofHours(1)), 10)).containsExactly(task.id());
        replaced(store, failed, Lifecycle.followedUp(failed));
        assertThat(store.recheckUpTo(NOON.plus(Duration.ofHours(1)), 10)).isEmpty();
    }

    @Test
    default void timesOfRetriesAndCancelsAreKept() {
        TaskStore store = newStore();
        TaskSpec spec = Tasks.spec()
                .draft()
                .retry(RetryPolicy.DEFAULT.retryingFor(Duration.ofHours(1)))
                .make();
        TaskRecord claimed =
                granted(store.claim(stored(store, Tasks.task(NOON, spec)).id(), "a", NOON, Pauses.NONE));
        TaskRecord again = replaced(store, claimed, settle(claimed, Outcome.retry("busy", "Later.")));
        assertThat(again.retryUntil()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(store.find(again.id())).contains(again);
        TaskRecord cancelled = replaced(store, again, Lifecycle.cancel(again, NOON));
        assertThat(store.find(again.id())).contains(cancelled);
    }

    @Test
    default void argumentsMayChangeFromShortToLongAndBack() {
        TaskStore store = newStore();
        List<String> versions = List.of("1", "\"" + "l".repeat(3000) + "\"", "\"" + "m".repeat(5000) + "\"", "2");
        TaskRecord waits = stored(store, Tasks.task());
        for (String args : versions) {
            waits = replaced(store, waits, Lifecycle.postpone(waits, Tasks.spec(args), NOON.plusSeconds(60), NOON));
            assertThat(store.find(waits.id())).contains(waits);
        }
        TaskRecord ended = replaced(store, waits, Lifecycle.cancel(waits, NOON));
        for (String args : versions) {
            TaskRecord again = replaced(store, ended, Lifecycle.retryByHand(ended, args, NOON));
            assertThat(store.find(again.id())).contains(again);
            ended = replaced(store, again, Lifecycle.cancel(again, NOON));
            assertThat(store.find(again.id())).contains(ended);
        }
    }

    private static TaskRecord stored(TaskStore store, TaskRecord task) {
        assertThat(store.create(task)).isTrue();
        return task;
    }

    @CanIgnoreReturnValue
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
        TaskRecord claimed = granted(store.claim(task.id(), "a", NOON, Pauses.NONE));
        return replaced(store, claimed, settle(claimed, outcome));
    }

    private static TaskRecord settle(TaskRecord claimed, Outcome outcome) {
        Instant end = NOON.plusMillis(1234);
        Settlement settlement = Lifecycle.settle(claimed, outcome, end, new Random(1));
        return settlement.record();
    }
}
