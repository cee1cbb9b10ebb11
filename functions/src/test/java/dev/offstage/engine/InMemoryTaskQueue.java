package dev.offstage.engine;

import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Queues with SQS's visibility rules, on a clock that a test moves. */
public final class InMemoryTaskQueue implements TaskQueue {
    private static final Duration VISIBILITY = Duration.ofSeconds(130);

    private final InstantSource clock;
    private final Map<Integer, Waiting> messages = new TreeMap<>();
    private int sent;

    private record Waiting(QueueName queue, String body, Instant visibleAt, boolean received) {}

    public InMemoryTaskQueue(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Set<TaskId> send(QueueName queue, List<Message> batch) {
        for (Message message : batch) {
            Instant visibleAt = clock.instant().plusSeconds(roundedUp(message.delay()));
            messages.put(++sent, new Waiting(queue, TaskMessage.write(message.task()), visibleAt, false));
        }
        return Set.of();
    }

    @Override
    public synchronized void returnAfter(QueueName queue, Delivery delivery, Duration after) {
        Instant visibleAt = clock.instant().plusSeconds(roundedUp(after));
        messages.computeIfPresent(
                Integer.valueOf(delivery.messageId()),
                (id, message) -> new Waiting(message.queue(), message.body(), visibleAt, true));
    }

    @Override
    public synchronized boolean isEmpty(QueueName queue) {
        return messages.values().stream()
                .noneMatch(message -> message.queue() == queue
                        && (!message.received() || !message.visibleAt().isAfter(clock.instant())));
    }

    /** The next messages that are visible now; each is hidden for 130 s, as the template's queues do. */
    public synchronized List<Delivery> receive(QueueName queue, int most) {
        List<Delivery> batch = new ArrayList<>();
        for (Map.Entry<Integer, Waiting> entry : messages.entrySet()) {
            Waiting message = entry.getValue();
            if (batch.size() < most
                    && message.queue() == queue
                    && !message.visibleAt().isAfter(clock.instant())) {
                String id = String.valueOf(entry.getKey());
                batch.add(new Delivery(id, id, message.body()));
                entry.setValue(
                        new Waiting(queue, message.body(), clock.instant().plus(VISIBILITY), true));
            }
        }
        return batch;
    }

    public synchronized void delete(Delivery delivery) {
        messages.remove(Integer.valueOf(delivery.messageId()));
    }

    /** Loses every message, as no queue should. */
    public synchronized void loseAll() {
        messages.clear();
    }

    public synchronized int size() {
        return messages.size();
    }

    /** When the next hidden message becomes visible; empty when there is none. */
    public synchronized Optional<Instant> nextVisible() {
        return messages.values().stream().map(Waiting::visibleAt).min(Instant::compareTo);
    }

    private static long roundedUp(Duration duration) {
        return Math.max(0, duration.plusMillis(999).toSeconds());
    }
}
