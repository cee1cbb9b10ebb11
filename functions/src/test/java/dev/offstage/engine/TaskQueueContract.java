package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link TaskQueue} does. */
public interface TaskQueueContract {
    /** With empty queues. */
    TaskQueue newQueue();

    /** Up to ten messages that are visible now. */
    List<Delivery> receive(QueueName name);

    @Test
    default void whatIsSentArrivesInItsQueueOnce() {
        TaskQueue queue = newQueue();
        Set<TaskId> sent = new HashSet<>();
        IntStream.range(0, 25).forEach(i -> sent.add(Tasks.id(NOON)));

        assertThat(queue.send(
                        QueueName.LOW, sent.stream().map(TaskQueueContract::now).toList()))
                .isEmpty();

        Set<TaskId> arrived = new HashSet<>();
        for (List<Delivery> batch = receive(QueueName.LOW); !batch.isEmpty(); batch = receive(QueueName.LOW)) {
            batch.forEach(
                    delivery -> arrived.add(TaskMessage.read(delivery.body()).orElseThrow()));
        }
        assertThat(arrived).isEqualTo(sent);
        assertThat(receive(QueueName.HIGH)).isEmpty();
    }

    @Test
    default void aDelayedMessageIsNotThereYet() {
        TaskQueue queue = newQueue();

        assertThat(queue.isEmpty(QueueName.DEFAULT)).isTrue();
        assertThat(queue.send(
                        QueueName.DEFAULT, List.of(new TaskQueue.Message(Tasks.id(NOON), Duration.ofMinutes(10)))))
                .isEmpty();

        assertThat(receive(QueueName.DEFAULT)).isEmpty();
        assertThat(queue.isEmpty(QueueName.DEFAULT)).isTrue();
        assertThat(queue.send(QueueName.DEFAULT, List.of(now(Tasks.id(NOON))))).isEmpty();
        assertThat(queue.isEmpty(QueueName.DEFAULT)).isFalse();
    }

    @Test
    default void aReceivedMessageIsHiddenUntilItIsReturned() {
        TaskQueue queue = newQueue();
        assertThat(queue.send(QueueName.DEFAULT, List.of(now(Tasks.id(NOON))))).isEmpty();
        Delivery delivery = receive(QueueName.DEFAULT).getFirst();

        assertThat(receive(QueueName.DEFAULT)).isEmpty();
        queue.returnAfter(QueueName.DEFAULT, delivery, Duration.ZERO);

        assertThat(receive(QueueName.DEFAULT)).hasSize(1);
    }

    private static TaskQueue.Message now(TaskId task) {
        return new TaskQueue.Message(task, Duration.ZERO);
    }
}
