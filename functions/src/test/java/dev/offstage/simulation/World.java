package dev.offstage.simulation;

import dev.offstage.count.InMemoryDayCounts;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.FollowUps;
import dev.offstage.engine.InMemoryLossLedger;
import dev.offstage.engine.InMemoryPauseBoard;
import dev.offstage.engine.InMemoryRedrives;
import dev.offstage.engine.InMemorySweepMark;
import dev.offstage.engine.InMemoryTaskKeys;
import dev.offstage.engine.InMemoryTaskLogs;
import dev.offstage.engine.InMemoryTaskQueue;
import dev.offstage.engine.InMemoryTaskStore;
import dev.offstage.engine.InMemoryTaskSurvey;
import dev.offstage.engine.Interventions;
import dev.offstage.engine.Invocation;
import dev.offstage.engine.Tally;
import dev.offstage.engine.TaskQueue;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.TickPorts;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** All that is in one simulated world: the stores, the queues, and whoever works with them. */
final class World {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /** Troubles end here, so that all can come to rest. */
    static final Duration TROUBLED = Duration.ofHours(8);

    private static final Duration LONGEST = Duration.ofDays(10);

    /** A worker knows the pauses of a second and a half ago, and its claim is under way for a moment. */
    private static final Duration HEEDED_AT_ONCE = Duration.ofMillis(1560);

    /** A worker that cannot read them, or stands still, goes on by those that it knew until its end. */
    private static final Duration HEEDED = Duration.ofMinutes(2);

    final Fibers fibers = new Fibers(START);
    final RandomGenerator random;
    final Trace trace;
    final Trouble trouble;
    final InMemoryTaskStore records = new InMemoryTaskStore();
    final Witness store;
    final InMemoryTaskKeys keys = new InMemoryTaskKeys();
    final InMemoryTaskLogs logs = new InMemoryTaskLogs();
    final PauseTimes board = new PauseTimes(new InMemoryPauseBoard(), fibers);
    final RedriveBook redrives = new RedriveBook(new InMemoryRedrives(), fibers, records::all);
    final InMemoryLossLedger ledger = new InMemoryLossLedger();
    final InMemoryDayCounts counts = new InMemoryDayCounts();
    final InMemorySweepMark mark = new InMemorySweepMark();
    final InMemoryTaskQueue queue;
    final Set<TaskId> accepted = new HashSet<>();

    /** Those of which a caller was told that they are cancelled or asked to stop. */
    final Set<TaskId> cancelled = new HashSet<>();

    final Clients clients;
    final People people = new People(this);
    final Ticks ticks = new Ticks(this);
    private final Mappings mappings = new Mappings(this);
    final boolean wasCalm;
    private final boolean peopled;
    private int processes;

    /**
     * @param share of all calls with which something goes wrong
     * @param peopled whether somebody pauses, redrives and retries
     * @param told whether the trace is to be read
     */
    World(long seed, int tasks, double share, boolean peopled, boolean told) {
        this.random = new SplittableRandom(seed);
        this.wasCalm = share == 0;
        this.peopled = peopled;
        this.trace = new Trace(fibers, told);
        this.trouble = new Trouble(fibers, random, trace, share);
        this.store = new Witness(records, board, fibers, wasCalm ? HEEDED_AT_ONCE : HEEDED, trace);
        this.queue = new InMemoryTaskQueue(fibers, share == 0 ? 1000 : 6 + random.nextInt(10));
        this.clients = new Clients(this, tasks);
    }

    /** Runs until every task ended and every message is gone, then looks at what is left. */
    void run() {
        fibers.run(() -> {
            clients.start();
            if (peopled) {
                people.start();
            }
            fibers.start(ticks::live);
        });
        Verdict.of(this);
    }

    /** Whether there is nothing left to do. Ends the troubles when it is time. */
    boolean isAtRest() {
        Instant now = fibers.instant();
        if (now.isAfter(START.plus(TROUBLED))) {
            trouble.stop();
        }
        return now.isAfter(START.plus(LONGEST))
                || (trouble.isOver()
                        && clients.areDone()
                        && people.areDone()
                        && records.notFinal() == 0
                        && queue.size() == 0);
    }

    Program process(String name, Duration most) {
        int number = ++processes;
        Duration skew = trouble.isOver() ? Duration.ZERO : Duration.ofMillis(random.nextInt(10_001) - 5_000L);
        return new Program(number, name + " " + number, fibers, skew, most);
    }

    Enqueuer enqueuerOf(Program process) {
        return new Enqueuer(storeOf(process), new Ports(process, trouble).to(keys), queueOf(process), process, random);
    }

    FollowUps followUpsOf(Program process) {
        return new FollowUps(
                storeOf(process), enqueuerOf(process), Kind.types((kind, args, context) -> Outcome.done("null")));
    }

    Interventions interventionsOf(Program process) {
        return new Interventions(
                storeOf(process), queueOf(process), enqueuerOf(process), followUpsOf(process), process);
    }

    TickPorts tickPortsOf(Program process) {
        Ports ports = ports(process);
        return new TickPorts(
                storeOf(process),
                queueOf(process),
                ports.to(mark),
                ports.to(board),
                ports.to(new InMemoryTaskSurvey(records, 1000)),
                ports.to(redrives),
                ports.to(ledger),
                ports.to(counts),
                enqueuerOf(process));
    }

    TaskStore storeOf(Program process) {
        return new Ports(process, trouble).to(store);
    }

    TaskQueue queueOf(Program process) {
        return new TroubledQueue(process, trouble, queue, random, this::changed);
    }

    void changed(QueueName name) {
        mappings.changed(name);
    }

    void gaveUpMessages() {
        mappings.gaveUpMessages();
    }

    /** How many tasks were made since that one failed. */
    long followers(TaskId failed) {
        return records.createdBetween(failed.createdAt().minusMillis(1), failed.createdAt()).stream()
                .map(glance -> records.find(glance.id()).orElseThrow())
                .filter(task -> failed.equals(task.spec().parent()))
                .count();
    }

    Ports ports(Program process) {
        return new Ports(process, trouble);
    }

    /** An invocation whose lines are part of the trace. */
    Invocation invocation(Program process, Tally tally) {
        return new Invocation((event, facts) -> trace.add(process.name, event, "", task(facts.toText())), tally);
    }

    private static @Nullable TaskId task(String facts) {
        int at = facts.indexOf("\"task\":\"");
        return at < 0 ? null : TaskId.parse(facts.substring(at + 8, at + 44)).orElse(null);
    }
}
