package dev.offstage.scheduler;

import dev.offstage.engine.Delivery;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.EventLog;
import dev.offstage.engine.FiringGate;
import dev.offstage.engine.FollowUps;
import dev.offstage.engine.InMemoryPauseBoard;
import dev.offstage.engine.InMemoryTaskKeys;
import dev.offstage.engine.InMemoryTaskLogs;
import dev.offstage.engine.InMemoryTaskQueue;
import dev.offstage.engine.InMemoryTaskStore;
import dev.offstage.engine.InMemoryTickPorts;
import dev.offstage.engine.Interventions;
import dev.offstage.engine.Invocation;
import dev.offstage.engine.Measure;
import dev.offstage.engine.SameThreadExecutor;
import dev.offstage.engine.Tally;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskTypes;
import dev.offstage.engine.Tasks;
import dev.offstage.engine.TestClock;
import dev.offstage.engine.Tick;
import dev.offstage.engine.UnavailableException;
import dev.offstage.engine.Worker;
import dev.offstage.engine.WorkerPorts;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Schedules, engine, tick and worker in memory, on one thread and on a clock that only the test moves. */
final class ScheduleRig {
    static final Instant NOON = Tasks.NOON;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    final InMemoryTaskStore tasks = new InMemoryTaskStore();
    final InMemoryTaskQueue queue = new InMemoryTaskQueue(clock);
    final InMemoryScheduleStore schedules = new InMemoryScheduleStore();
    final InMemoryFiringLedger ledger = new InMemoryFiringLedger();
    final InMemoryOverlaps overlaps = new InMemoryOverlaps();
    final Enqueuer enqueuer = new Enqueuer(tasks, new InMemoryTaskKeys(), queue, clock, new Random(1));
    final SchedulerPorts ports = new SchedulerPorts(schedules, ledger, overlaps, tasks, enqueuer);
    final LedgerGate gate = new LedgerGate(ports);
    final Tally tally = new Tally();
    final List<String> notes = new ArrayList<>();
    final Invocation invocation = new Invocation((event, facts) -> notes.add(event + " " + facts.toText()), tally);

    /** When the task of each firing was run. */
    final TreeMap<Instant, List<Instant>> runs = new TreeMap<>();

    /** What tasks do; they are done at once unless a test says otherwise. */
    Tasks.Plain handler = context -> Outcome.done("1");

    final TaskTypes types = Tasks.types(this::run);
    final ScheduleDesk desk = new ScheduleDesk(ports, types, clock, invocation.log());
    final Interventions people;
    final List<ScheduleSpec> declared = new ArrayList<>();
    final List<Firing> told = new ArrayList<>();

    /** What the gate fails with; null when it does not. */
    @Nullable
    Supplier<RuntimeException> trouble;

    /** A schedule that cannot be placed; null for none. */
    @Nullable
    String unreadable;

    private final Worker worker;
    private final Tick engine;
    private Scheduler scheduler;

    ScheduleRig() {
        WorkerPorts workerPorts =
                new WorkerPorts(tasks, queue, new InMemoryTaskLogs(), new InMemoryPauseBoard(), enqueuer, troubled());
        this.worker = new Worker(workerPorts, types, new SameThreadExecutor(), clock, new Random(2), 10_000);
        this.people = new Interventions(tasks, queue, enqueuer, new FollowUps(tasks, enqueuer, types, gate), clock);
        this.scheduler = newScheduler();
        this.engine = new Tick(
                InMemoryTickPorts.over(tasks, queue, enqueuer), types, clock, List.of(now -> scheduler.run(now)), gate);
    }

    private FiringGate troubled() {
        return new FiringGate() {
            @Override
            public Verdict judge(TaskRecord claimed, Instant now, EventLog log) {
                if (trouble != null) {
                    throw trouble.get();
                }
                return gate.judge(claimed, now, log);
            }

            @Override
            public void ending(TaskRecord task, TaskState how, EventLog log) {
                gate.ending(task, how, log);
            }

            @Override
            public void ended(TaskRecord ended, EventLog log) {
                gate.ended(ended, log);
            }
        };
    }

    /** The store of schedules, of which one cannot be read. */
    private SchedulerPorts partly() {
        ScheduleStore some = (ScheduleStore) Proxy.newProxyInstance(
                ScheduleStore.class.getClassLoader(), new Class<?>[] {ScheduleStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("find") && args[0].equals(unreadable)) {
                        throw new UnavailableException("Not this one.");
                    }
                    return method.invoke(schedules, args);
                });
        return new SchedulerPorts(some, ledger, overlaps, tasks, enqueuer);
    }

    private Scheduler newScheduler() {
        return new Scheduler(partly(), types, declared, this::notice, clock);
    }

    /** A new process of the tick. */
    void restart() {
        scheduler = newScheduler();
    }

    private Optional<TaskSpec> notice(Schedule schedule, Firing firing) {
        told.add(firing);
        return Optional.of(Tasks.moody("telling"));
    }

    private Outcome run(TaskContext context) throws Exception {
        TaskRecord task = tasks.find(context.id()).orElseThrow();
        if (task.spec().scheduledBy() != null && task.spec().scheduledBy().dueAt() != null) {
            runs.computeIfAbsent(task.spec().scheduledBy().dueAt(), first -> new ArrayList<>())
                    .add(clock.instant());
        }
        return handler.run(context);
    }

    void tick() {
        engine.run(invocation);
    }

    /** Works on all messages that are visible now. */
    void work() {
        boolean worked = true;
        while (worked) {
            worked = false;
            for (QueueName name : QueueName.values()) {
                worked |= workOn(name, queue.receive(name, 10));
            }
        }
    }

    private boolean workOn(QueueName name, List<Delivery> batch) {
        if (batch.isEmpty()) {
            return false;
        }
        try {
            List<String> returned = worker.work(name, batch, clock.instant().plus(TIMEOUT), invocation);
            batch.stream()
                    .filter(delivery -> !returned.contains(delivery.messageId()))
                    .forEach(queue::delete);
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Moves the clock on second by second, with a tick at each full minute, and works at each second. */
    void live(Duration time) {
        for (long i = 0; i < time.toSeconds(); i++) {
            clock.advance(Duration.ofSeconds(1));
            if (clock.instant().getEpochSecond() % 60 == 0) {
                tick();
            }
            work();
        }
    }

    /** The same with nobody at work. */
    void sleep(Duration time) {
        clock.advance(time);
    }

    Schedule put(ScheduleSpec spec) {
        return switch (desk.put(spec, null)) {
            case ScheduleDesk.Changed.Created created -> created.schedule();
            case ScheduleDesk.Changed.Updated updated -> updated.schedule();
            case ScheduleDesk.Changed other -> throw new AssertionError(other);
        };
    }

    /** The line of the firing that many seconds after noon. */
    Firing line(String schedule, long seconds) {
        return ledger.find(schedule, NOON.plusSeconds(seconds)).orElseThrow();
    }

    Firing.Outcome outcome(String schedule, long seconds) {
        return line(schedule, seconds).outcome();
    }

    TaskRecord task(TaskId id) {
        return tasks.find(id).orElseThrow();
    }

    TaskRecord taskOf(Firing line) {
        return task(line.task());
    }

    /** At which seconds after noon firings ran, each with the second of its run. */
    Map<Long, List<Long>> ran() {
        Map<Long, List<Long>> seconds = new TreeMap<>();
        runs.forEach((due, times) ->
                seconds.put(since(due), times.stream().map(ScheduleRig::since).toList()));
        return seconds;
    }

    long measured(Measure measure) {
        return tally.values().getOrDefault(measure, List.of(0L)).getFirst();
    }

    private static long since(Instant time) {
        return Duration.between(NOON, time).toSeconds();
    }
}
