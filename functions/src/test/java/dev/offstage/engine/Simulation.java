package dev.offstage.engine;

import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The whole engine on one thread and one clock. Everything random comes from one seed, so a run that fails is run again by
 * its seed.
 */
final class Simulation {
    static final Duration FUNCTION_TIMEOUT = Duration.ofMinutes(2);

    final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    final InMemoryTaskStore store = new InMemoryTaskStore();
    final InMemoryTaskKeys keys = new InMemoryTaskKeys();
    final InMemoryTaskQueue queue = new InMemoryTaskQueue(clock);
    final Map<TaskId, Integer> runs = new TreeMap<>();
    final Map<TaskId, List<Instant>> starts = new TreeMap<>();
    final List<String> notes = new ArrayList<>();
    final Random random;
    final Faults faults;
    final Enqueuer enqueuer;
    private final Worker worker;
    private final Tick tick;
    private Instant nextTick;

    Simulation(long seed, Faults faults, TaskHandler handler) {
        this.random = new Random(seed);
        this.faults = faults;
        TaskTypes types = new TaskTypes(List.of(new TaskType("work", TaskPolicy.DEFAULT, context -> {
            starts.computeIfAbsent(context.id(), id -> new ArrayList<>()).add(clock.instant());
            runs.merge(context.id(), 1, Integer::sum);
            var outcome = handler.run(context);
            faults.after(Faults.Step.RUN);
            return outcome;
        })));
        TaskStore faultyStore = faults.in(store);
        EventLog log = (event, facts) -> notes.add(event + facts.toText());
        this.enqueuer = new Enqueuer(store, keys, queue, clock, random);
        this.worker = new Worker(faultyStore, queue, types, new SameThreadExecutor(), clock, random, log);
        this.tick = new Tick(store, queue, new InMemorySweepMark(), clock, log);
        this.nextTick = clock.instant();
    }

    /** Runs until no task is left that is not final, at most {@code most} of simulated time. */
    void runUntilAllEnd(Duration most) {
        Instant end = clock.instant().plus(most);
        while (!allEnded() && clock.instant().isBefore(end)) {
            if (!step()) {
                moveOn();
            }
        }
    }

    boolean allEnded() {
        return store.all().stream().allMatch(task -> task.state().isFinal());
    }

    private boolean step() {
        boolean worked = false;
        if (!nextTick.isAfter(clock.instant())) {
            tick.run();
            nextTick = nextTick.plusSeconds(60);
            worked = true;
        }
        for (QueueName name : QueueName.values()) {
            worked |= invoke(name, queue.receive(name, 1 + random.nextInt(10)));
        }
        return worked;
    }

    /** What Lambda does with a batch: deletes what was not reported, or nothing when the function died. */
    private boolean invoke(QueueName name, List<Delivery> batch) {
        if (batch.isEmpty()) {
            return false;
        }
        try {
            List<String> returned = worker.work(name, batch, clock.instant().plus(FUNCTION_TIMEOUT));
            batch.stream()
                    .filter(delivery -> !returned.contains(delivery.messageId()))
                    .forEach(this::acknowledge);
        } catch (Faults.WorkerDied died) {
            notes.add("died after " + died.getMessage());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return true;
    }

    private void acknowledge(Delivery delivery) {
        if (faults.happens(Faults.Step.ACKNOWLEDGE)) {
            return;
        }
        queue.delete(delivery);
    }

    private void moveOn() {
        Optional<Instant> next = Stream.concat(queue.nextVisible().stream(), Stream.of(nextTick))
                .filter(time -> time.isAfter(clock.instant()))
                .min(Comparator.naturalOrder());
        clock.moveTo(next.orElse(clock.instant().plusSeconds(1)));
    }
}
