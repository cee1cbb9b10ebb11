package dev.offstage.engine;

import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A queue that takes nothing. */
record FullQueue(TaskQueue queue) implements TaskQueue {
    @Override
    public Set<TaskId> send(QueueName name, List<Message> messages) {
        return messages.stream().map(Message::task).collect(Collectors.toSet());
    }

    @Override
    public void returnAfter(QueueName name, Delivery delivery, Duration after) {
        queue.returnAfter(name, delivery, after);
    }

    @Override
    public boolean isEmpty(QueueName name) {
        return queue.isEmpty(name);
    }
}
