package dev.offstage.simulation;

import dev.offstage.engine.Delivery;
import dev.offstage.engine.TaskQueue;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A queue that brings each message after a second at the latest, since the clock of the emulator cannot be moved on: who comes too
 * early is sent back by the claim.
 */
record Impatient(TaskQueue queue) implements TaskQueue {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    @Override
    public Set<TaskId> send(QueueName name, List<Message> messages) {
        return queue.send(
                name,
                messages.stream()
                        .map(message -> new Message(message.task(), atMost(message.delay())))
                        .toList());
    }

    @Override
    public void returnAfter(QueueName name, Delivery delivery, Duration after) {
        queue.returnAfter(name, delivery, atMost(after));
    }

    @Override
    public boolean isEmpty(QueueName name) {
        return queue.isEmpty(name);
    }

    private static Duration atMost(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
