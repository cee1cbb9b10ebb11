package dev.offstage.engine;

import dev.offstage.count.InMemoryDayCounts;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/**
 * The whole engine on one thread and one clock. Everything random comes from one seed, so a run that fails is run again by
 * its seed.
 */
final class Simulation {
    static final int LONGEST_RESULT = 10_000;
    static final Duration FUNCTION_TIMEOUT = Duration.ofMinutes(2);

    final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    final InMemoryTaskStore store = new InMemoryTaskStore();
    final InMemoryTaskKeys keys = new InMemoryTaskKeys();
    final InMemoryTaskQueue queue = new InMemoryTaskQueue(clock);
    final InMemoryTaskLogs logs = new InMemoryTaskLogs();
    final InMemoryPauseBoard board = new InMemoryPauseBoard();
    final InMemoryRedrives redrives = new InMemoryRedrives();
    final InMemoryLossLedger ledger = new InMemoryLossLedger();
    final InMemoryDayCounts counts = new InMemoryDayCounts();
    final Map<TaskId, Integer> runs = new TreeMap<>();
    final Map<TaskId, List<Instant>> starts = new TreeMap<>();
    final List<String> notes = new ArrayList<>();
    final Tally tally = new Tally();
    final Random random;
    final Faults faults;
    final Enqueuer enqueuer;
    private final Worker worker;
    private final Tick tick;
    private final Invocation invocation = new Invocation((event, facts) -> notes.add(event + facts.toText()), tally);
    private Instant nextTick;

    Simulation(long seed, Faults faults, Tasks.Plain handler) {
        this(seed, faults, (work, context) -> handler.run(context));
    }

    Simulation(long seed, Faults faults, TaskHandler<Tasks.Work> handler) {
        this.random = new Random(seed);
        this.faults = faults;
        TaskTypes types = Tasks.types((work, context) -> {
            starts.computeIfAbsent(context.id(), id -> new ArrayList<>()).add(clock.instant());
            runs.merge(context.id(), 1, Integer::sum);
            var outcome = handler.run(work, context);
            faults.after(Faults.Step.RUN);
            return outcome;
        });
        this.enqueuer = new Enqueuer(store, keys, queue, clock, random);
        this.worker = worker(faults.in(store), types);
        this.tick = tick(new InMemorySweepMark(), types);
        this.nextTick = clock.instant();
    }

    /** A worker of its own over the same ports but for the store. */
    Worker worker(TaskStore over, TaskTypes types) {
        return worker(over, types, new SameThreadExecutor());
    }

    Worker worker(TaskStore over, TaskTypes types, ExecutorService threads) {
        Enqueuer children = new Enqueuer(over, keys, queue, clock, random);
        WorkerPorts ports = new WorkerPorts(over, queue, logs, board, children);
        return new Worker(ports, types, threads, clock, random, LONGEST_RESULT);
    }

    Tick tick(SweepMark mark, TaskTypes types) {
        return new Tick(ports(mark), types, clock);
    }

    TickPorts ports(SweepMark mark) {
        return new TickPorts(
                store, queue, mark, board, new InMemoryTaskSurvey(store, 1000), redrives, ledger, counts, enqueuer);
    }

    /** One whose messages no queue takes. */
    Enqueuer unluckyEnqueuer() {
        return new Enqueuer(store, keys, new FullQueue(queue), clock, random);
    }

    FollowUps followUps(TaskTypes types) {
        return new FollowUps(store, enqueuer, types);
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

    /** Works on what there is, or waits for what comes next. */
    void runOnce() {
        if (!step()) {
            moveOn();
        }
    }

    boolean allEnded() {
        return store.notFinal() == 0;
    }

    private boolean step() {
        boolean worked = false;
        if (!nextTick.isAfter(clock.instant())) {
            tick.run(invocation);
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
            List<String> returned = worker.work(name, batch, clock.instant().plus(FUNCTION_TIMEOUT), invocation);
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
