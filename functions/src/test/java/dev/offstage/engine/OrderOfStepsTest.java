package dev.offstage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskState;
import dev.offstage.task.Uniqueness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must not have happened yet when a step fails: the sweep would mend most of it, but minutes later. */
final class OrderOfStepsTest {
    private final Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));

    @Test
    void aMessageThatCannotBePutOffIsKept() throws InterruptedException {
        Worker worker = new Worker(
                new WorkerPorts(
                        simulation.store,
                        new Unmoved(simulation.queue),
                        simulation.logs,
                        simulation.board,
                        simulation.enqueuer),
                Tasks.types(context -> Outcome.retryAfter(Duration.ofMinutes(1), "busy", "Later.")),
                new SameThreadExecutor(),
                simulation.clock,
                simulation.random,
                1000);
        TaskId task = simulation.enqueuer.submit(Tasks.spec()).id();
        List<Delivery> batch = simulation.queue.receive(QueueName.DEFAULT, 1);

        List<String> kept =
                worker.work(QueueName.DEFAULT, batch, simulation.clock.instant().plusSeconds(100), Tasks.invocation());

        assertThat(kept).containsExactly(batch.getFirst().messageId());
        assertThat(simulation.store.find(task).orElseThrow().state()).isEqualTo(TaskState.QUEUED);
    }

    @Test
    void aKeyIsTakenBeforeItsTaskIsStored() {
        Enqueuer enqueuer =
                new Enqueuer(simulation.store, new NoKeys(), simulation.queue, simulation.clock, simulation.random);
        UniqueTask asked = new UniqueTask(null, Tasks.spec(), Uniqueness.SIMPLE);

        assertThatThrownBy(() -> enqueuer.submitUnique(List.of(asked), Instant.MAX))
                .isInstanceOf(UnavailableException.class);

        assertThat(simulation.store.all()).isEmpty();
        assertThat(simulation.queue.size()).isZero();
    }

    /** A queue that puts off no message. */
    private record Unmoved(TaskQueue queue) implements TaskQueue {
        @Override
        public Set<TaskId> send(QueueName name, List<Message> messages) {
            return queue.send(name, messages);
        }

        @Override
        public void returnAfter(QueueName name, Delivery delivery, Duration after) {
            throw new UnavailableException("Not now.");
        }

        @Override
        public boolean isEmpty(QueueName name) {
            return queue.isEmpty(name);
        }
    }

    /** Keys that nobody gets. */
    private static final class NoKeys implements TaskKeys {
        @Override
        public TaskId claim(String key, TaskId task, Instant purgeAt) {
            throw new UnavailableException("Not now.");
        }

        @Override
        public boolean move(String key, TaskId from, TaskId to, Instant purgeAt) {
            throw new UnavailableException("Not now.");
        }

        @Override
        public Optional<TaskId> find(String key) {
            return Optional.empty();
        }
    }
}
