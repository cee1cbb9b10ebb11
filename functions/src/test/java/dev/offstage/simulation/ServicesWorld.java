package dev.offstage.simulation;

import dev.offstage.aws.UnreliableParts;
import dev.offstage.count.DayCounts;
import dev.offstage.engine.DeadLetters;
import dev.offstage.engine.Delivery;
import dev.offstage.engine.Dying;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.FollowUps;
import dev.offstage.engine.Interventions;
import dev.offstage.engine.Invocation;
import dev.offstage.engine.LossLedger;
import dev.offstage.engine.Measure;
import dev.offstage.engine.PauseBoard;
import dev.offstage.engine.Redriver;
import dev.offstage.engine.Redrives;
import dev.offstage.engine.SweepMark;
import dev.offstage.engine.Tally;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskKeys;
import dev.offstage.engine.TaskLogs;
import dev.offstage.engine.TaskQueue;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.TaskSurvey;
import dev.offstage.engine.Tick;
import dev.offstage.engine.TickPorts;
import dev.offstage.engine.Worker;
import dev.offstage.engine.WorkerPorts;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** The engine over the emulators: threads that work, a tick, and a clock that is moved on whenever nobody has anything to do. */
final class ServicesWorld implements AutoCloseable {
    private static final int VISIBILITY_SECONDS = 2;
    private static final int MOST_RECEIVES = 12;
    private static final int LONGEST_RESULT = 10_000;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final List<QueueName> QUEUES = List.of(QueueName.values());

    final MovedClock clock = new MovedClock();
    final Random random;
    final UnreliableParts parts;
    private final ExecutorService threads = Worker.threads();
    private final AtomicInteger atWork = new AtomicInteger();
    private volatile long lastWork = System.nanoTime();
    private volatile boolean trouble = true;
    private volatile boolean over;

    ServicesWorld(long seed) {
        this.random = new Random(seed);
        this.parts = new UnreliableParts(seed, VISIBILITY_SECONDS, MOST_RECEIVES);
    }

    /** One run of a program: it reaches all through its own death, which comes soon for a few and for most never. */
    Dying program() {
        return new Dying(trouble && random.nextInt(20) == 0 ? random.nextInt(80) : Integer.MAX_VALUE);
    }

    TaskStore storeOf(Dying program) {
        return program.at(TaskStore.class, parts.store());
    }

    TaskQueue queueOf(Dying program) {
        return program.at(TaskQueue.class, new Impatient(parts.queue()));
    }

    PauseBoard boardOf(Dying program) {
        return program.at(PauseBoard.class, parts.board());
    }

    Enqueuer enqueuerOf(Dying program) {
        return new Enqueuer(
                storeOf(program), program.at(TaskKeys.class, parts.keys()), queueOf(program), clock, random);
    }

    Interventions interventionsOf(Dying program) {
        return new Interventions(storeOf(program), queueOf(program), enqueuerOf(program), followUpsOf(program), clock);
    }

    private FollowUps followUpsOf(Dying program) {
        return new FollowUps(
                storeOf(program), enqueuerOf(program), Kind.types((kind, args, context) -> Outcome.done("null")));
    }

    Redriver redriverOf(Dying program) {
        return new Redriver(tickPorts(program), type -> true, clock);
    }

    private TickPorts tickPorts(Dying program) {
        return new TickPorts(
                storeOf(program),
                queueOf(program),
                program.at(SweepMark.class, parts.mark()),
                boardOf(program),
                program.at(TaskSurvey.class, parts.survey()),
                program.at(Redrives.class, parts.redrives()),
                program.at(LossLedger.class, parts.ledger()),
                program.at(DayCounts.class, parts.counts()),
                enqueuerOf(program));
    }

    void stopTrouble() {
        trouble = false;
        parts.stopTrouble();
    }

    void startWorkers(int many) {
        for (int i = 0; i < many; i++) {
            threads.execute(this::workOn);
        }
    }

    private void workOn() {
        while (!over) {
            for (QueueName name : QUEUES) {
                List<Delivery> batch = parts.receive(name);
                if (!batch.isEmpty()) {
                    invoke(name, batch);
                }
            }
            pauseFor(Duration.ofMillis(100));
        }
    }

    static void pauseFor(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private void invoke(QueueName name, List<Delivery> batch) {
        atWork.incrementAndGet();
        try {
            List<String> returned =
                    worker(program()).work(name, batch, clock.instant().plus(TIMEOUT), invocation(new Tally()));
            batch.stream()
                    .filter(delivery -> !returned.contains(delivery.messageId()))
                    .forEach(delivery -> parts.delete(name, delivery));
        } catch (Dying.Died e) {
            // Its messages come again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lastWork = System.nanoTime();
            atWork.decrementAndGet();
        }
    }

    private Worker worker(Dying program) {
        WorkerPorts ports = new WorkerPorts(
                storeOf(program),
                queueOf(program),
                program.at(TaskLogs.class, parts.logs()),
                boardOf(program),
                enqueuerOf(program));
        return new Worker(
                ports,
                Kind.types((kind, args, context) -> run(kind, args, context, program)),
                threads,
                clock,
                random,
                LONGEST_RESULT);
    }

    private Outcome run(Kind kind, Kind.Args args, TaskContext context, Dying program) {
        return kind.run(args, context, new Hurried(random, program));
    }

    private static Invocation invocation(Tally tally) {
        return new Invocation((event, facts) -> {}, tally);
    }

    /** A second of the scenario takes ten milliseconds, and none longer than its task may. */
    private record Hurried(RandomGenerator random, Dying program) implements Kind.Life {
        @Override
        public void sleep(long milliseconds) {
            pauseFor(Duration.ofMillis(Math.min(2000, milliseconds / 100)));
        }

        @Override
        public void expects(TaskId right, TaskId made) {
            Witness.check(right.equals(made), made, "it is not the child that it should be");
        }

        @Override
        public Error die() {
            return program.die();
        }
    }

    /** A tick, and what the dead-letter function does meanwhile; says how many tasks are unaccounted for, below zero when it failed. */
    long tick() {
        Dying program = program();
        Tally tally = new Tally();
        try {
            QUEUES.forEach(name -> bury(name, program));
            new Tick(tickPorts(program), Kind.types((kind, args, context) -> Outcome.done("null")), clock)
                    .run(invocation(tally));
            return tally.values().get(Measure.UNACCOUNTED).getFirst();
        } catch (RuntimeException | Dying.Died e) {
            return -1;
        }
    }

    private void bury(QueueName name, Dying program) {
        List<Delivery> letters = parts.receiveDeadLetters(name);
        if (!letters.isEmpty()) {
            List<String> kept = new DeadLetters(storeOf(program), queueOf(program), followUpsOf(program), clock)
                    .work(letters, invocation(new Tally()));
            letters.stream()
                    .filter(letter -> !kept.contains(letter.messageId()))
                    .forEach(letter -> parts.deleteDeadLetter(name, letter));
        }
    }

    /** Whether nobody has worked for a moment: then nothing happens before the clock goes on. */
    boolean isIdle() {
        return atWork.get() == 0 && System.nanoTime() - lastWork > 250_000_000;
    }

    /** Some minutes pass, and no more than a sweep reads at once. */
    void moveOn() {
        clock.moveOn(Duration.ofSeconds(540 + random.nextInt(300)));
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
        parts.close();
    }
}
