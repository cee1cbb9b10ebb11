package dev.offstage.simulation;

import dev.offstage.engine.Delivery;
import dev.offstage.engine.InMemoryTaskQueue;
import dev.offstage.engine.TaskMessage;
import dev.offstage.engine.TaskQueue;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The queues as one process reaches them: messages are lost, doubled, late and out of order, and answers are wrong. */
final class TroubledQueue implements TaskQueue {
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private final Program process;
    private final Trouble trouble;
    private final InMemoryTaskQueue queue;
    private final RandomGenerator random;
    private final Consumer<QueueName> changed;

    /** @param changed hears of each queue that may have become visible earlier */
    TroubledQueue(
            Program process,
            Trouble trouble,
            InMemoryTaskQueue queue,
            RandomGenerator random,
            Consumer<QueueName> changed) {
        this.process = process;
        this.trouble = trouble;
        this.queue = queue;
        this.random = random;
        this.changed = changed;
    }

    @Override
    public Set<TaskId> send(QueueName name, List<Message> messages) {
        Set<TaskId> unsent = new HashSet<>();
        try {
            TaskId first = messages.getFirst().task();
            trouble.run(
                    process,
                    "send " + messages.size(),
                    first,
                    () -> messages.stream()
                            .filter(message -> !isRefused(message, unsent))
                            .forEach(message -> sendOne(name, message)));
        } catch (Trouble.Refused e) {
            messages.forEach(message -> unsent.add(message.task()));
        }
        changed.accept(name);
        return unsent;
    }

    private boolean isRefused(Message message, Set<TaskId> unsent) {
        return trouble.happens(0.003) && unsent.add(message.task());
    }

    private void sendOne(QueueName name, Message message) {
        if (trouble.happens(0.01)) {
            return;
        }
        put(name, message);
        if (trouble.happens(0.03)) {
            put(name, message);
        }
    }

    private void put(QueueName name, Message message) {
        Duration late = trouble.happens(0.2) ? Duration.ofMillis(random.nextInt(10_000)) : Duration.ZERO;
        if (trouble.happens(0.003)) {
            late = Duration.ofSeconds(random.nextInt(600));
        }
        // SQS takes no longer delay than this.
        Duration delay = message.delay().compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : message.delay();
        Objects.requireNonNull(queue.send(name, List.of(new Message(message.task(), delay.plus(late)))));
    }

    @Override
    public void returnAfter(QueueName name, Delivery delivery, Duration after) {
        TaskId task = TaskMessage.read(delivery.body()).orElse(null);
        trouble.run(process, "return", task, () -> queue.returnAfter(name, delivery, after));
        changed.accept(name);
    }

    @Override
    public boolean isEmpty(QueueName name) {
        boolean empty = trouble.call(process, "isEmpty", null, () -> queue.isEmpty(name));
        // Approximate, as SQS is.
        return trouble.happens(0.05) != empty;
    }
}
