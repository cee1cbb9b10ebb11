package dev.offstage.testkit;

import dev.offstage.engine.Accepted;
import dev.offstage.engine.Delivery;
import dev.offstage.engine.Duplicate;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.FollowUps;
import dev.offstage.engine.Gone;
import dev.offstage.engine.InMemoryPauseBoard;
import dev.offstage.engine.InMemoryTaskKeys;
import dev.offstage.engine.InMemoryTaskLogs;
import dev.offstage.engine.InMemoryTaskQueue;
import dev.offstage.engine.InMemoryTaskStore;
import dev.offstage.engine.InMemoryTickPorts;
import dev.offstage.engine.Interventions;
import dev.offstage.engine.Invocation;
import dev.offstage.engine.Registration;
import dev.offstage.engine.SameThreadExecutor;
import dev.offstage.engine.Tally;
import dev.offstage.engine.TaskHandler;
import dev.offstage.engine.TaskType;
import dev.offstage.engine.TaskTypes;
import dev.offstage.engine.TestClock;
import dev.offstage.engine.Tick;
import dev.offstage.engine.Worker;
import dev.offstage.engine.WorkerPorts;
import dev.offstage.task.Ending;
import dev.offstage.task.LogLine;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole engine in memory: accepting, queues, worker and tick, on one thread and on a clock that only the test moves. A handler that
 * waits must wait on that clock too ({@code clock::moveTo}); time limits then interrupt nothing. What is random comes from one seed.
 */
public final class TestEngine {
    private static final Duration FUNCTION_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration TICK = Duration.ofMinutes(1);
    private static final int BATCH = 10;

    /** So many batches at one instant are no work but a circle. */
    private static final int MOST_BATCHES = 100_000;

    private static final int LONGEST_RESULT = 200 * 1024;

    private final TestClock clock;
    private final InMemoryTaskStore store = new InMemoryTaskStore();
    private final InMemoryTaskKeys keys = new InMemoryTaskKeys();
    private final InMemoryTaskQueue queue;
    private final InMemoryTaskLogs logs = new InMemoryTaskLogs();
    private final Map<TaskId, List<Instant>> starts = new HashMap<>();
    private final Invocation invocation = new Invocation((event, facts) -> {}, new Tally());
    private final Enqueuer enqueuer;
    private final Worker worker;
    private final Interventions people;
    private final Tick tick;
    private Instant nextTick;

    /** @param clock the one that the handlers got */
    public TestEngine(TestClock clock, Registration<?>... types) {
        Random random = new Random(1);
        this.clock = clock;
        this.queue = new InMemoryTaskQueue(clock);
        TaskTypes known = new TaskTypes(Stream.of(types).map(this::noting).toList());
        this.enqueuer = new Enqueuer(store, keys, queue, clock, random);
        WorkerPorts ports = new WorkerPorts(store, queue, logs, new InMemoryPauseBoard(), enqueuer);
        this.worker = new Worker(ports, known, new SameThreadExecutor(), clock, random, LONGEST_RESULT);
        this.people = new Interventions(store, queue, enqueuer, new FollowUps(store, enqueuer, known), clock);
        this.tick = new Tick(InMemoryTickPorts.over(store, queue, enqueuer), known, clock);
        this.nextTick = clock.instant();
    }

    private <A extends Record> Registration<A> noting(Registration<A> registration) {
        return registration.type().runBy(() -> {
            TaskHandler<A> handler = registration.handler().get();
            return (args, context) -> {
                starts.computeIfAbsent(context.id(), id -> new ArrayList<>()).add(clock.instant());
                return handler.run(args, context);
            };
        });
    }

    /**
     * Accepts a task. Nothing runs before the clock is moved.
     *
     * @return its id; of a duplicate of a unique task the id of the one that serves
     */
    public <A extends Record> TaskId enqueue(TaskType<A> type, A args) {
        return switch (enqueuer.submit(type, args)) {
            case Accepted accepted -> accepted.task().id();
            case Duplicate duplicate -> duplicate.first();
            case Gone gone -> gone.first();
        };
    }

    /** Accepts a task with options of its own, such as {@code TYPE.spec(args).draft().notBefore(time).make()}, whatever others there are. */
    public TaskId enqueue(TaskSpec spec) {
        return enqueuer.submit(spec).id();
    }

    /** Ends a task that does not run, or asks one that runs to stop. */
    public void cancel(TaskId id) {
        Interventions.Result result = people.cancel(task(id));
        if (result instanceof Interventions.Result.Refused) {
            throw new AssertionError(
                    "The task " + id + " has ended: " + state(id).wireName());
        }
    }

    /** For code under test that enqueues. */
    public Enqueuer enqueuer() {
        return enqueuer;
    }

    /** Moves the clock on by {@code time} and runs all that falls due on the way, each at its moment. */
    public void advance(Duration time) {
        Instant end = clock.instant().plus(time);
        workNow();
        for (Instant next = nextEvent(); !next.isAfter(end); next = nextEvent()) {
            moveTo(next);
            workNow();
        }
        moveTo(end);
    }

    /** Moves the clock on until every task has ended, a year at most. */
    public void runAll() {
        Instant end = clock.instant().plus(Duration.ofDays(366));
        workNow();
        while (!tasks().stream().allMatch(task -> task.state().isFinal())) {
            Instant next = nextEvent();
            if (next.isAfter(end)) {
                throw new AssertionError("After a year there are tasks that did not end: " + unended());
            }
            moveTo(next);
            workNow();
        }
    }

    private List<String> unended() {
        return tasks().stream()
                .filter(task -> !task.state().isFinal())
                .map(task -> task.spec().type() + " " + task.spec().args() + " is "
                        + task.state().wireName())
                .toList();
    }

    private void moveTo(Instant time) {
        if (time.isAfter(clock.instant())) {
            clock.moveTo(time);
        }
    }

    private Instant nextEvent() {
        return queue.nextVisible().filter(time -> time.isBefore(nextTick)).orElse(nextTick);
    }

    private void workNow() {
        for (int batches = 0; workOnce(); batches++) {
            if (batches == MOST_BATCHES) {
                throw new AssertionError("The tasks come back without end at " + clock.instant() + ": " + unended());
            }
        }
    }

    private boolean workOnce() {
        boolean worked = false;
        if (!nextTick.isAfter(clock.instant())) {
            tick.run(invocation);
            nextTick = clock.instant().plus(TICK);
            worked = true;
        }
        for (QueueName name : QueueName.values()) {
            worked |= workOn(name, queue.receive(name, BATCH));
        }
        return worked;
    }

    private boolean workOn(QueueName name, List<Delivery> batch) {
        if (batch.isEmpty()) {
            return false;
        }
        try {
            List<String> returned = worker.work(name, batch, clock.instant().plus(FUNCTION_TIMEOUT), invocation);
            batch.stream()
                    .filter(delivery -> !returned.contains(delivery.messageId()))
                    .forEach(queue::delete);
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError("A handler left its thread interrupted.", e);
        }
    }

    /** All tasks that were accepted, oldest first. */
    public List<TaskRecord> tasks() {
        return store.all();
    }

    public TaskRecord task(TaskId id) {
        return store.find(id).orElseThrow(() -> new AssertionError("There is no task " + id + "."));
    }

    /** The state as a client sees it now. */
    public TaskState state(TaskId id) {
        return task(id).stateAt(clock.instant());
    }

    /** The result as JSON text; null before a success. */
    public @Nullable String result(TaskId id) {
        Ending ending = task(id).ending();
        return ending == null ? null : ending.result();
    }

    /** What the handler logged, oldest first. */
    public List<LogLine> logs(TaskId id) {
        return logs.read(id);
    }

    /** When the handler was run, one time a run. */
    public List<Instant> starts(TaskId id) {
        return List.copyOf(starts.getOrDefault(id, List.of()));
    }

    /** The arguments of all tasks of one type, by whomever they were enqueued. */
    public <A extends Record> List<A> enqueued(TaskType<A> type) {
        return TypedArgs.of(type, tasks().stream().map(TaskRecord::spec));
    }
}
