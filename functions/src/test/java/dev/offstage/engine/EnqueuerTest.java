package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.task.Outcome;
import dev.offstage.task.Pauses;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EnqueuerTest {
    private final Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));

    @Test
    void aTaskThatIsFarOffIsStoredAndNotSent() {
        TaskRecord task = simulation.enqueuer.submit(Tasks.spec(NOON.plusSeconds(3600), null));

        assertThat(task.state()).isEqualTo(TaskState.SCHEDULED);
        assertThat(simulation.queue.size()).isZero();
    }

    @Test
    void aKeyHasOneTaskWhileItServes() {
        Accepted first = submit("k");
        Accepted second = submit("k");

        assertThat(first.deduplicated()).isFalse();
        assertThat(second.deduplicated()).isTrue();
        assertThat(second.task().id()).isEqualTo(first.task().id());
        assertThat(simulation.store.all()).hasSize(1);
    }

    @Test
    void ofManyCallersAtOneInstantAllGetTheSameTask() {
        Set<TaskId> ids = IntStream.range(0, 60)
                .boxed()
                .gather(Gatherers.mapConcurrent(30, i -> submit("k").task().id()))
                .collect(HashSet::new, Set::add, Set::addAll);

        assertThat(ids).hasSize(1);
        assertThat(simulation.store.all()).hasSize(1);
    }

    @Test
    void aTaskThatServesNoLongerIsReplaced() {
        Accepted first = submit("k");
        simulation.runUntilAllEnd(Duration.ofMinutes(1));

        Accepted second = submit("k");

        assertThat(second.deduplicated()).isFalse();
        assertThat(second.task().id()).isNotEqualTo(first.task().id());
    }

    @Test
    void aCallerThatDiedBetweenKeyAndRecordIsFinishedByTheNext() {
        TaskId left = Tasks.id(NOON);
        assertThat(simulation.keys.claim("k", left, NOON.plusSeconds(60))).isEqualTo(left);

        Accepted next = submit("k");

        assertThat(next.task().id()).isEqualTo(left);
        assertThat(simulation.store.find(left)).isPresent();
        assertThat(simulation.queue.size()).isEqualTo(1);
    }

    @Test
    void aKeyWhoseTaskIsLongGoneGetsANewOne() {
        TaskId purged = Tasks.id(NOON.minus(Duration.ofDays(30)));
        assertThat(simulation.keys.claim("k", purged, NOON.plusSeconds(60))).isEqualTo(purged);

        Accepted next = submit("k");

        assertThat(next.task().id()).isNotEqualTo(purged);
        assertThat(simulation.keys.find("k")).contains(next.task().id());
    }

    @Test
    void aCallerThatDiedBetweenRecordAndMessageIsFinishedByTheNext() {
        Accepted first = submit("k");
        simulation.queue.loseAll();

        submit("k");
        simulation.runUntilAllEnd(Duration.ofSeconds(10));

        assertThat(simulation.store.find(first.task().id()).orElseThrow().state())
                .isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void whatCannotBeSentIsSaidAndStaysFoundByItsKey() {
        TaskQueue broken = new TaskQueue() {
            @Override
            public Set<TaskId> send(QueueName queue, List<Message> messages) {
                return Set.of(messages.getFirst().task());
            }

            @Override
            public void returnAfter(QueueName queue, Delivery delivery, Duration after) {}

            @Override
            public boolean isEmpty(QueueName queue) {
                return true;
            }
        };
        Enqueuer enqueuer =
                new Enqueuer(simulation.store, simulation.keys, broken, simulation.clock, simulation.random);

        assertThatThrownBy(() -> enqueuer.submitKeyed(List.of(task("k")), NOON.plusSeconds(30)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("repeat the request");
        assertThat(submit("k").deduplicated()).isTrue();
        assertThat(simulation.queue.size()).isEqualTo(1);
    }

    @Test
    void aRequestThatRunsOutOfTimeSaysSo() {
        simulation.clock.advance(Duration.ofSeconds(31));

        assertThatThrownBy(() -> simulation.enqueuer.submitKeyed(List.of(task("k")), NOON.plusSeconds(30)))
                .isInstanceOf(UnavailableException.class);
        assertThat(simulation.store.all()).isEmpty();
    }

    @Test
    void deadLettersWithAttemptsLeftAreSentAnew() {
        TaskRecord task = simulation.enqueuer.submit(Tasks.spec());
        simulation.queue.loseAll();
        DeadLetters letters = letters();

        assertThat(letters.work(List.of(letter(task.id())), Tasks.invocation())).isEmpty();

        assertThat(simulation.queue.size()).isEqualTo(1);
    }

    @Test
    void deadLettersWithoutAttemptsEndFailedAndTheRestIsForgotten() {
        TaskRecord task = simulation.enqueuer.submit(Tasks.spec());
        for (int i = 0; i < 4; i++) {
            assertThat(simulation.store.claim(task.id(), "holder " + i, simulation.clock.instant(), Pauses.NONE))
                    .isInstanceOf(ClaimResult.Granted.class);
            simulation.clock.advance(Duration.ofMinutes(2));
        }

        assertThat(letters()
                        .work(
                                List.of(letter(task.id()), new Delivery("2", "2", "{}"), letter(Tasks.id(NOON))),
                                Tasks.invocation()))
                .isEmpty();

        assertThat(simulation.store.find(task.id()).orElseThrow().state()).isEqualTo(TaskState.FAILED);
    }

    private DeadLetters letters() {
        return new DeadLetters(
                simulation.store, simulation.queue, simulation.followUps(new TaskTypes(List.of())), simulation.clock);
    }

    private static Delivery letter(TaskId task) {
        return new Delivery("m-" + task, "r", TaskMessage.write(task));
    }

    private Accepted submit(String key) {
        return simulation
                .enqueuer
                .submitKeyed(List.of(task(key)), simulation.clock.instant())
                .getFirst();
    }

    private static KeyedTask task(String key) {
        return new KeyedTask(
                key, Tasks.spec(), Duration.ofDays(1), task -> !task.state().isFinal());
    }
}
