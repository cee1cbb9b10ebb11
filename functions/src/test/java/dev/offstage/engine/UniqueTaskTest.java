package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.Pause;
import dev.offstage.task.Retention;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import dev.offstage.task.Uniqueness;
import dev.offstage.task.Uniqueness.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Unique tasks, in each of their modes. */
final class UniqueTaskTest {
    private static final Uniqueness ALL = Uniqueness.SIMPLE;
    private static final Uniqueness THROTTLE =
            new Uniqueness(List.of(), Mode.THROTTLE, Duration.ofSeconds(60), null, false);
    private static final Uniqueness DEBOUNCE =
            new Uniqueness(List.of("/none"), Mode.DEBOUNCE, Duration.ofSeconds(60), Duration.ofSeconds(150), false);

    private final Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));

    private Submitted submit(String args, Uniqueness unique) {
        return submit(Tasks.spec(args), unique);
    }

    private Submitted submit(TaskSpec spec, Uniqueness unique) {
        return simulation
                .enqueuer
                .submitUnique(
                        List.of(new UniqueTask(null, spec, unique)),
                        simulation.clock.instant().plusSeconds(20))
                .getFirst();
    }

    private static TaskRecord task(Submitted answer) {
        assertThat(answer).isInstanceOf(Accepted.class);
        return ((Accepted) answer).task();
    }

    private static boolean isDuplicate(Submitted answer) {
        return answer instanceof Accepted accepted && accepted.deduplicated();
    }

    private TaskRecord stored(TaskId id) {
        return simulation.store.find(id).orElseThrow();
    }

    private void advance(int seconds) {
        simulation.clock.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void untilTheFirstIsFinalASecondIsADuplicate() {
        TaskId first = task(submit("{\"mood\":\"a\"}", ALL)).id();
        Submitted second = submit("{ \"mood\" : \"a\" }", ALL);

        assertThat(task(second).id()).isEqualTo(first);
        assertThat(isDuplicate(second)).isTrue();

        simulation.runUntilAllEnd(Duration.ofMinutes(1));
        Submitted third = submit("{\"mood\":\"a\"}", ALL);
        assertThat(task(third).id()).isNotEqualTo(first);
        assertThat(isDuplicate(third)).isFalse();
    }

    @Test
    void otherArgumentsAreAnotherTask() {
        TaskId first = task(submit("{\"mood\":\"a\"}", ALL)).id();

        assertThat(task(submit("{\"mood\":\"b\"}", ALL)).id()).isNotEqualTo(first);
        assertThat(task(submit("{\"mood\":null}", ALL)).id())
                .isEqualTo(task(submit("{}", ALL)).id());
    }

    @Test
    void onlyTheChosenFieldsCount() {
        Uniqueness byKey = new Uniqueness(List.of("/b", "/a/0"), Mode.SIMPLE, Duration.ofSeconds(1), null, false);
        Uniqueness inAnotherOrder =
                new Uniqueness(List.of("/a/0", "/b"), Mode.SIMPLE, Duration.ofSeconds(1), null, false);
        TaskId first = task(submit("{\"a\":[1],\"b\":2.0,\"c\":3}", byKey)).id();

        assertThat(task(submit("{\"b\":2,\"a\":[1.0,5],\"c\":4}", inAnotherOrder))
                        .id())
                .isEqualTo(first);
        assertThat(task(submit("{\"b\":1,\"a\":[2]}", byKey)).id()).isNotEqualTo(first);
        assertThat(task(submit("{\"b\":2}", byKey)).id()).isNotEqualTo(first);
    }

    @Test
    void typesDoNotShareKeys() {
        TaskSpec other = TaskSpec.now("other", TaskPolicy.DEFAULT, "{}");

        assertThat(task(submit(other, ALL)).id())
                .isNotEqualTo(task(submit("{}", ALL)).id());
    }

    @Test
    void aDuplicateMayBeRejected() {
        Uniqueness rejecting = new Uniqueness(List.of(), Mode.SIMPLE, Duration.ofSeconds(1), null, true);
        TaskId first = task(submit("{}", rejecting)).id();

        assertThat(submit("{}", rejecting)).isEqualTo(new Duplicate(first));
        assertThat(simulation.store.all()).hasSize(1);
    }

    @Test
    void aRejectedDuplicateMakesNoRecordForACallerThatHasJustTheKey() {
        Uniqueness rejecting = new Uniqueness(List.of(), Mode.SIMPLE, Duration.ofSeconds(1), null, true);
        TaskId left = Tasks.id(NOON);
        KeyedTask keyed = new UniqueTask(left, Tasks.spec("{}"), rejecting).keyed(NOON);
        assertThat(simulation.keys.claim(keyed.key(), left, NOON.plusSeconds(60)))
                .isEqualTo(left);

        assertThat(submit("{}", rejecting)).isEqualTo(new Duplicate(left));
        assertThat(simulation.store.all()).isEmpty();

        advance(121);
        assertThat(task(submit("{}", rejecting)).id()).isNotEqualTo(left);
    }

    @Test
    void throttledIsOneForEachWindow() {
        TaskSpec dropped =
                Tasks.spec("{}").draft().keepResult(Retention.of(Duration.ZERO)).make();
        TaskId first = task(submit(dropped, THROTTLE)).id();
        simulation.runUntilAllEnd(Duration.ofSeconds(20));
        assertThat(stored(first).state()).isEqualTo(TaskState.SUCCEEDED);

        simulation.clock.moveTo(NOON.plusSeconds(59));
        assertThat(task(submit(dropped, THROTTLE)).id()).isEqualTo(first);
        simulation.clock.moveTo(NOON.plusSeconds(60));
        assertThat(task(submit(dropped, THROTTLE)).id()).isNotEqualTo(first);
    }

    @Test
    void debouncedRunsAWindowAfterTheLastCallWithItsArguments() {
        TaskId first = task(submit("{\"mood\":\"a\"}", DEBOUNCE)).id();
        advance(40);
        Submitted second = submit("{\"mood\":\"b\"}", DEBOUNCE);

        assertThat(task(second).id()).isEqualTo(first);
        assertThat(isDuplicate(second)).isTrue();
        assertThat(stored(first).notBefore()).isEqualTo(NOON.plusSeconds(100));

        simulation.runUntilAllEnd(Duration.ofMinutes(5));
        assertThat(simulation.starts.get(first)).containsExactly(NOON.plusSeconds(100));
        assertThat(stored(first).spec().args()).isEqualTo("{\"mood\":\"b\"}");
        assertThat(task(submit("{}", DEBOUNCE)).id()).isNotEqualTo(first);
    }

    @Test
    void debouncedRunsAtTheLatestAfterItsLongestDelay() {
        TaskId first = task(submit("{}", DEBOUNCE)).id();
        for (int i = 0; i < 4; i++) {
            advance(30);
            assertThat(task(submit("{\"mood\":\"" + i + "\"}", DEBOUNCE)).id()).isEqualTo(first);
        }

        simulation.runUntilAllEnd(Duration.ofMinutes(5));

        assertThat(simulation.starts.get(first)).containsExactly(NOON.plusSeconds(150));
        assertThat(stored(first).spec().args()).contains("\"3\"");
    }

    @Test
    void manyDebouncedCallsCostTwoMessagesAtMost() {
        for (int i = 0; i < 20; i++) {
            advance(5);
            assertThat(submit("{\"mood\":\"" + i + "\"}", DEBOUNCE)).isNotNull();
        }

        assertThat(simulation.queue.size()).isLessThanOrEqualTo(2);
    }

    @Test
    void aLaterCallWithAShorterWindowBringsTheTaskForward() {
        Uniqueness hour = new Uniqueness(List.of(), Mode.DEBOUNCE, Duration.ofHours(1), null, false);
        Uniqueness soon = new Uniqueness(List.of(), Mode.DEBOUNCE, Duration.ofSeconds(30), null, false);
        TaskId far = task(submit("{}", hour)).id();
        assertThat(stored(far).state()).isEqualTo(TaskState.SCHEDULED);
        assertThat(simulation.queue.size()).isZero();

        assertThat(task(submit("{}", soon)).id()).isEqualTo(far);
        simulation.runUntilAllEnd(Duration.ofMinutes(2));
        assertThat(simulation.starts.get(far)).containsExactly(NOON.plusSeconds(30));
    }

    @Test
    void aDelayedMessageIsFollowedByOneThatIsNearer() {
        Uniqueness minutes = new Uniqueness(List.of(), Mode.DEBOUNCE, Duration.ofMinutes(10), null, false);
        Uniqueness soon = new Uniqueness(List.of(), Mode.DEBOUNCE, Duration.ofSeconds(30), null, false);
        TaskId first = task(submit("{}", minutes)).id();
        advance(1);
        assertThat(task(submit("{}", minutes)).id()).isEqualTo(first);

        advance(1);
        assertThat(task(submit("{}", soon)).id()).isEqualTo(first);
        simulation.runUntilAllEnd(Duration.ofMinutes(2));
        assertThat(simulation.starts.get(first)).containsExactly(NOON.plusSeconds(32));
    }

    @Test
    void aWindowLongerThanAMessageWaitsIsScheduledAgainAndAgain() {
        Uniqueness hour = new Uniqueness(List.of(), Mode.DEBOUNCE, Duration.ofHours(1), null, false);
        TaskId first = task(submit("{}", hour)).id();
        simulation.runUntilAllEnd(Duration.ofMinutes(59));
        Instant last = simulation.clock.instant();
        assertThat(stored(first).state()).as("released by the tick").isEqualTo(TaskState.QUEUED);

        assertThat(task(submit("{}", hour)).id()).isEqualTo(first);
        assertThat(stored(first).state()).isEqualTo(TaskState.SCHEDULED);
        simulation.runUntilAllEnd(Duration.ofHours(2));

        assertThat(simulation.starts.get(first)).containsExactly(last.plus(Duration.ofHours(1)));
    }

    @Test
    void aPauseDoesNotMakeTwoOfOneDebouncedTask() {
        TaskRecord first = task(submit("{\"mood\":\"a\"}", DEBOUNCE));
        assertThat(simulation.store.replace(first, Lifecycle.block(first, Pause.ofType("work"))))
                .isTrue();
        advance(70);

        assertThat(task(submit("{\"mood\":\"b\"}", DEBOUNCE)).id()).isEqualTo(first.id());
        assertThat(stored(first.id()).state()).isEqualTo(TaskState.BLOCKED);
        assertThat(stored(first.id()).blockedBy()).isEqualTo(Pause.ofType("work"));
        assertThat(stored(first.id()).spec().args()).contains("\"b\"");
    }

    @Test
    void aRejectedCallPutsNothingOff() {
        Uniqueness rejecting =
                new Uniqueness(List.of("/none"), Mode.DEBOUNCE, Duration.ofSeconds(60), Duration.ofSeconds(150), true);
        TaskRecord first = task(submit("{}", rejecting));
        advance(30);

        assertThat(submit("{\"mood\":\"b\"}", rejecting)).isEqualTo(new Duplicate(first.id()));
        assertThat(stored(first.id())).isEqualTo(first);
    }

    @Test
    void theDeadlineIsThatOfTheLastCall() {
        TaskSpec urgent =
                Tasks.spec("{}").draft().expiresAt(NOON.plusSeconds(70)).make();
        TaskId first = task(submit(urgent, DEBOUNCE)).id();
        advance(30);
        assertThat(task(submit("{}", DEBOUNCE)).id()).isEqualTo(first);

        simulation.runUntilAllEnd(Duration.ofMinutes(5));

        assertThat(stored(first).state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void ofManyCallersAtOneInstantOneMakesTheTask() {
        for (Uniqueness unique : List.of(ALL, THROTTLE, DEBOUNCE)) {
            List<Submitted> answers = IntStream.range(0, 60)
                    .boxed()
                    .gather(Gatherers.mapConcurrent(30, i -> submit("{\"mood\":\"" + unique.mode() + "\"}", unique)))
                    .toList();

            assertThat(answers.stream()
                            .map(UniqueTaskTest::task)
                            .map(TaskRecord::id)
                            .distinct())
                    .hasSize(1);
            assertThat(answers).filteredOn(answer -> !isDuplicate(answer)).hasSize(1);
        }
        assertThat(simulation.store.all()).hasSize(3);
    }

    @Test
    void amongEqualsOfOneRequestTheFirstMakesTheTaskAndTheLastHasTheLastWord() {
        List<UniqueTask> asked = IntStream.range(0, 100)
                .mapToObj(i -> new UniqueTask(null, Tasks.spec("{\"mood\":\"" + i + "\"}"), DEBOUNCE))
                .toList();

        List<Submitted> answers = simulation.enqueuer.submitUnique(asked, NOON.plusSeconds(20));

        assertThat(isDuplicate(answers.getFirst())).isFalse();
        assertThat(answers.subList(1, 100)).allMatch(UniqueTaskTest::isDuplicate);
        assertThat(task(answers.getLast()).spec().args()).contains("\"99\"");
        assertThat(simulation.queue.size()).isEqualTo(1);
    }

    @Test
    void aCallerThatDiedBetweenRecordAndMessageIsFinishedByTheNext() {
        for (Uniqueness unique : List.of(ALL, DEBOUNCE)) {
            TaskId first =
                    task(submit("{\"mood\":\"" + unique.mode() + "\"}", unique)).id();
            simulation.queue.loseAll();

            assertThat(task(submit("{\"mood\":\"" + unique.mode() + "\"}", unique))
                            .id())
                    .isEqualTo(first);
            assertThat(simulation.queue.size()).as(unique.mode().name()).isEqualTo(1);
        }
    }
}
