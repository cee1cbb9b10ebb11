package dev.offstage.engine;

import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Queues with SQS's visibility rules, on a clock that a test moves. */
public final class InMemoryTaskQueue implements TaskQueue {
    private static final Duration VISIBILITY = Duration.ofSeconds(130);

    private final InstantSource clock;
    private final int mostReceives;
    private final Map<Integer, Waiting> messages = new HashMap<>();
    private final Map<QueueName, Shelf> shelves = new EnumMap<>(QueueName.class);
    private final List<Delivery> deadLetters = new ArrayList<>();
    private int sent;

    private record Waiting(int number, QueueName queue, String body, Instant visibleAt, int receives) {}

    /** The messages of one queue: those that are visible in the order sent, the others by when they will be. */
    private static final class Shelf {
        private final TreeMap<Integer, Waiting> visible = new TreeMap<>();
        private final TreeMap<Instant, Map<Integer, Waiting>> hidden = new TreeMap<>();

        void add(Waiting message) {
            hidden.computeIfAbsent(message.visibleAt(), first -> new TreeMap<>())
                    .put(message.number(), message);
        }

        void remove(Waiting message) {
            if (visible.remove(message.number()) != null) {
                return;
            }
            hidden.computeIfPresent(message.visibleAt(), (at, together) -> {
                together.remove(message.number());
                return together.isEmpty() ? null : together;
            });
        }

        void moveTo(Instant now) {
            while (!hidden.isEmpty() && !hidden.firstKey().isAfter(now)) {
                Map<Integer, Waiting> due = hidden.pollFirstEntry().getValue();
                visible.putAll(due);
            }
        }
    }

    public InMemoryTaskQueue(InstantSource clock) {
        this(clock, 1000);
    }

    /** @param mostReceives a message that was received as often and comes again is a dead letter */
    public InMemoryTaskQueue(InstantSource clock, int mostReceives) {
        this.clock = clock;
        this.mostReceives = mostReceives;
    }

    @Override
    public synchronized Set<TaskId> send(QueueName queue, List<Message> batch) {
        for (Message message : batch) {
            Instant visibleAt = clock.instant().plusSeconds(roundedUp(message.delay()));
            put(new Waiting(++sent, queue, TaskMessage.write(message.task()), visibleAt, 0));
        }
        return Set.of();
    }

    @Override
    public synchronized void returnAfter(QueueName queue, Delivery delivery, Duration after) {
        Waiting message = messages.get(Integer.valueOf(delivery.messageId()));
        if (message != null) {
            hide(message, clock.instant().plusSeconds(roundedUp(after)), message.receives());
        }
    }

    @Override
    public synchronized boolean isEmpty(QueueName queue) {
        Shelf shelf = shelf(queue);
        return shelf.visible.isEmpty();
    }

    /** The next messages that are visible now; each is hidden for 130 s, as the template's queues do. */
    public synchronized List<Delivery> receive(QueueName queue, int most) {
        Shelf shelf = shelf(queue);
        List<Delivery> batch = new ArrayList<>();
        while (batch.size() < most && !shelf.visible.isEmpty()) {
            Waiting message = shelf.visible.firstEntry().getValue();
            String id = String.valueOf(message.number());
            Delivery delivery = new Delivery(id, id, message.body());
            if (message.receives() >= mostReceives) {
                delete(delivery);
                deadLetters.add(delivery);
            } else {
                hide(message, clock.instant().plus(VISIBILITY), message.receives() + 1);
                batch.add(delivery);
            }
        }
        return batch;
    }

    /** Takes all messages that the queues gave up. */
    public synchronized List<Delivery> takeDeadLetters() {
        List<Delivery> taken = List.copyOf(deadLetters);
        deadLetters.clear();
        return taken;
    }

    public synchronized void delete(Delivery delivery) {
        Waiting message = messages.remove(Integer.valueOf(delivery.messageId()));
        if (message != null) {
            shelf(message.queue()).remove(message);
        }
    }

    /** Loses every message, as no queue should. */
    public synchronized void loseAll() {
        List.copyOf(messages.values()).forEach(message -> {
            String id = String.valueOf(message.number());
            delete(new Delivery(id, id, message.body()));
        });
    }

    public synchronized int size() {
        return messages.size();
    }

    /** When the next message becomes visible or did; empty when there is none. */
    public synchronized Optional<Instant> nextVisible() {
        return Stream.of(QueueName.values())
                .map(this::nextVisible)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** The same for one queue. */
    public synchronized Optional<Instant> nextVisible(QueueName queue) {
        Shelf shelf = shelf(queue);
        if (!shelf.visible.isEmpty()) {
            return Optional.of(clock.instant());
        }
        return shelf.hidden.isEmpty() ? Optional.empty() : Optional.of(shelf.hidden.firstKey());
    }

    private void hide(Waiting message, Instant visibleAt, int receives) {
        shelf(message.queue()).remove(message);
        put(new Waiting(message.number(), message.queue(), message.body(), visibleAt, receives));
    }

    private void put(Waiting message) {
        messages.put(message.number(), message);
        shelf(message.queue()).add(message);
    }

    private Shelf shelf(QueueName queue) {
        Shelf shelf = shelves.computeIfAbsent(queue, first -> new Shelf());
        shelf.moveTo(clock.instant());
        return shelf;
    }

    private static long roundedUp(Duration duration) {
        return Math.max(0, duration.plusMillis(999).toSeconds());
    }
}
