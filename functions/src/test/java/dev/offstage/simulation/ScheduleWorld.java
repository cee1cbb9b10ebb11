package dev.offstage.simulation;

import dev.offstage.count.InMemoryDayCounts;
import dev.offstage.engine.Delivery;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.InMemoryLossLedger;
import dev.offstage.engine.InMemoryPauseBoard;
import dev.offstage.engine.InMemoryRedrives;
import dev.offstage.engine.InMemorySweepMark;
import dev.offstage.engine.InMemoryTaskKeys;
import dev.offstage.engine.InMemoryTaskLogs;
import dev.offstage.engine.InMemoryTaskQueue;
import dev.offstage.engine.InMemoryTaskStore;
import dev.offstage.engine.InMemoryTaskSurvey;
import dev.offstage.engine.Invocation;
import dev.offstage.engine.Measure;
import dev.offstage.engine.Tally;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskQueue;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.TaskTypes;
import dev.offstage.engine.Tasks;
import dev.offstage.engine.Tick;
import dev.offstage.engine.TickPorts;
import dev.offstage.engine.Worker;
import dev.offstage.engine.WorkerPorts;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.scheduler.InMemoryFiringLedger;
import dev.offstage.scheduler.InMemoryOverlaps;
import dev.offstage.scheduler.InMemoryScheduleStore;
import dev.offstage.scheduler.LedgerGate;
import dev.offstage.scheduler.ScheduleDesk;
import dev.offstage.scheduler.Scheduler;
import dev.offstage.scheduler.SchedulerPorts;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A world of schedules: ticks, workers and operators with all their troubles, for as long as it is told. */
final class ScheduleWorld {
    private static final Duration WORKER = Duration.ofMinutes(2);
    private static final Duration TICK = Duration.ofMinutes(1);
    private static final Duration REQUEST = Duration.ofSeconds(30);

    /** At the end nothing goes wrong for so long. */
    private static final Duration CALM = Duration.ofMinutes(90);

    /** A tick with nothing to do is left out, but not for longer than this. */
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(30);

    private static final int MOST_AT_ONCE = 20;

    final Fibers fibers;
    final RandomGenerator random;
    final Trace trace;
    final Trouble trouble;
    final Instant start;
    final Instant end;
    final InMemoryTaskStore records = new InMemoryTaskStore();
    final InMemoryFiringLedger lines = new InMemoryFiringLedger();
    final InMemoryScheduleStore stored = new InMemoryScheduleStore();
    final Eras eras;
    final FiringWitness witness;
    final boolean wasCalm;
    final Map<String, Integer> told = new HashMap<>();
    long unaccounted;
    long ticks;
    private final InMemoryTaskKeys keys = new InMemoryTaskKeys();
    private final InMemoryOverlaps overlaps = new InMemoryOverlaps();
    private final InMemoryTaskLogs logs = new InMemoryTaskLogs();
    private final InMemoryPauseBoard board = new InMemoryPauseBoard();
    private final InMemorySweepMark mark = new InMemorySweepMark();
    private final InMemoryRedrives redrives = new InMemoryRedrives();
    private final InMemoryLossLedger loss = new InMemoryLossLedger();
    private final InMemoryDayCounts counts = new InMemoryDayCounts();
    private final InMemoryTaskQueue queue;
    private final TaskStore watched;
    private final Map<QueueName, Long> polls = new HashMap<>();
    private int polling;
    private int processes;

    /** @param share of all calls with which something goes wrong */
    ScheduleWorld(long seed, Instant start, Duration length, double share, boolean told) {
        this.start = start;
        this.end = start.plus(length);
        this.fibers = new Fibers(start);
        this.random = new SplittableRandom(seed);
        this.wasCalm = share == 0;
        this.trace = new Trace(fibers, told);
        this.trouble = new Trouble(fibers, random, trace, share);
        this.queue = new InMemoryTaskQueue(fibers, 1000);
        this.eras = new Eras(stored, fibers);
        this.witness = new FiringWitness(lines, records, trace);
        this.watched = watched();
    }

    private TaskStore watched() {
        return (TaskStore) Proxy.newProxyInstance(
                TaskStore.class.getClassLoader(), new Class<?>[] {TaskStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(records, arguments);
                        if (method.getName().equals("replace") && Boolean.TRUE.equals(answer)) {
                            TaskRecord next = (TaskRecord) arguments[1];
                            trace.add("", "is " + next.state().wireName(), "", next.id());
                            if (next.state() == TaskState.SUCCEEDED) {
                                witness.succeeds(next.id());
                            }
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Runs to the end, then looks at what there is. */
    void run(List<ScheduleSpec> specs, boolean operated) {
        fibers.run(() -> {
            specs.forEach(spec -> fibers.start(() -> put(spec)));
            fibers.start(this::tickOn);
            fibers.start(this::purge);
            if (operated) {
                Operators operators = new Operators(this, specs);
                fibers.start(operators::live);
            }
        });
    }

    private void put(ScheduleSpec spec) {
        boolean done = false;
        while (!done) {
            Program process = process("api", REQUEST);
            try {
                done = desk(process).put(spec, null) != null;
            } catch (Program.Died | RuntimeException e) {
                failed(process, e);
                fibers.sleep(1000);
            }
        }
    }

    void failed(Program process, Throwable why) {
        trace.add(process.name, "fails", String.valueOf(why.getMessage()), null);
    }

    /** Whether the troubles are over. */
    boolean isCalm() {
        return !fibers.instant().isBefore(end.minus(CALM));
    }

    private void tickOn() {
        while (fibers.instant().isBefore(end)) {
            if (isCalm()) {
                trouble.stop();
            }
            if (trouble.happens(0.0005)) {
                // Nobody ticks for up to six hours, but not beyond the troubles.
                long left = Duration.between(fibers.instant(), end.minus(CALM)).toMillis();
                fibers.sleep(Math.min(random.nextInt(6 * 3_600_000), Math.max(0, left)));
            }
            int times = trouble.happens(0.03) ? 2 : trouble.happens(0.03) ? 0 : 1;
            for (int i = 0; i < times; i++) {
                fibers.start(this::tick);
            }
            fibers.sleep(60_000 + (trouble.happens(0.05) ? random.nextInt(30_000) : 0));
            fibers.sleep(idle().toMillis());
        }
    }

    /** How long nothing will be to do. */
    private Duration idle() {
        Instant now = fibers.instant();
        if (isCalm() || (records.notFinal() > 0 && queue.size() == 0)) {
            return Duration.ZERO;
        }
        Instant placing = stored.dueUpTo(now.plus(LONGEST_IDLE), 1).stream()
                .flatMap(name -> stored.find(name).map(Schedule::nextFiring).stream())
                .map(next -> next.minusSeconds(180))
                .findFirst()
                .orElse(now.plus(LONGEST_IDLE));
        Instant working = queue.nextVisible().orElse(placing);
        Instant next = working.isBefore(placing) ? working : placing;
        return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
    }

    private void tick() {
        Program process = process("tick", TICK);
        Tally tally = new Tally();
        ticks++;
        try {
            TaskStore store = ports(process).to(watched);
            TickPorts tickPorts = new TickPorts(
                    store,
                    queueOf(process),
                    mark,
                    board,
                    new InMemoryTaskSurvey(records, 1000),
                    redrives,
                    loss,
                    counts,
                    enqueuer(process));
            SchedulerPorts schedulerPorts = schedulerPorts(process);
            TaskTypes types = types(process);
            Scheduler scheduler = new Scheduler(schedulerPorts, types, List.of(), this::notice, process);
            new Tick(tickPorts, types, process, List.of(scheduler), new LedgerGate(schedulerPorts))
                    .run(invocation(process, tally));
            unaccounted = tally.values()
                    .getOrDefault(Measure.UNACCOUNTED, List.of(0L))
                    .getFirst();
        } catch (Program.Died | RuntimeException e) {
            failed(process, e);
        }
    }

    private Optional<TaskSpec> notice(Schedule schedule, Firing firing) {
        return Optional.of(Tasks.moody("telling of " + firing.id()));
    }

    /** Records that ended an hour ago go, as time to live has it. */
    private void purge() {
        while (fibers.instant().isBefore(end)) {
            Instant before = fibers.instant().minusSeconds(3600);
            records.all().stream()
                    .filter(task -> task.ending() != null && task.ending().at().isBefore(before))
                    .filter(task -> !task.ending().followUpDue())
                    .forEach(records::delete);
            fibers.sleep(1_800_000);
        }
    }

    Program process(String name, Duration most) {
        int number = ++processes;
        Duration skew = trouble.isOver() ? Duration.ZERO : Duration.ofMillis(random.nextInt(10_001) - 5_000L);
        return new Program(number, name + " " + number, fibers, skew, most);
    }

    ScheduleDesk desk(Program process) {
        return new ScheduleDesk(
                schedulerPorts(process),
                types(process),
                process,
                invocation(process, new Tally()).log());
    }

    private Ports ports(Program process) {
        return new Ports(process, trouble);
    }

    private SchedulerPorts schedulerPorts(Program process) {
        Ports ports = ports(process);
        return new SchedulerPorts(
                ports.to(eras), ports.to(witness), ports.to(overlaps), ports.to(watched), enqueuer(process));
    }

    private Enqueuer enqueuer(Program process) {
        return new Enqueuer(ports(process).to(watched), ports(process).to(keys), queueOf(process), process, random);
    }

    private TaskQueue queueOf(Program process) {
        return new TroubledQueue(process, trouble, queue, random, this::changed);
    }

    private Invocation invocation(Program process, Tally tally) {
        return new Invocation((event, facts) -> trace.add(process.name, event, facts.toText(), null), tally);
    }

    private TaskTypes types(Program process) {
        return Tasks.types((work, context) -> work(work, context, process));
    }

    private Outcome work(Tasks.Work work, TaskContext context, Program process) {
        process.mustLive();
        String mood = String.valueOf(work.mood());
        if (mood.startsWith("telling of ")) {
            told.merge(mood, context.attempt() == 1 ? 1 : 0, Integer::sum);
            return Outcome.done("null");
        }
        witness.begins(context, process);
        switch (mood) {
            case "slow" -> fibers.sleep(random.nextInt(50_000));
            case "snoozing" -> {
                if (random.nextInt(4) > 0) {
                    return Outcome.snooze(Duration.ofSeconds(random.nextInt(40)), "memo");
                }
            }
            case "flaky" -> {
                if (random.nextBoolean()) {
                    return Outcome.retry("busy", "Busy.");
                }
            }
            default -> fibers.sleep(random.nextInt(20));
        }
        process.mustLive();
        return context.isCancelled() ? Outcome.fail("stopped", "Stopped.") : Outcome.done("null");
    }

    /** A queue may have something to receive, now or earlier than was known. */
    private void changed(QueueName name) {
        long next = queue.nextVisible(name).map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        if (polling < MOST_AT_ONCE && next < polls.getOrDefault(name, Long.MAX_VALUE)) {
            polls.put(name, next);
            fibers.startAt(next, () -> poll(name, next));
        }
    }

    private void poll(QueueName name, long planned) {
        if (polls.getOrDefault(name, 0L) == planned) {
            polls.remove(name);
        }
        if (polling >= MOST_AT_ONCE) {
            return;
        }
        List<Delivery> batch = queue.receive(name, 1 + random.nextInt(10));
        polling++;
        changed(name);
        if (!batch.isEmpty()) {
            invoke(name, batch);
        }
        polling--;
        changed(name);
    }

    private void invoke(QueueName name, List<Delivery> batch) {
        batch.stream()
                .filter(delivery -> trouble.happens(0.03))
                .forEach(delivery -> queue.returnAfter(name, delivery, Duration.ofSeconds(random.nextInt(20))));
        changed(name);
        Program process = process("worker", WORKER);
        try {
            Ports ports = ports(process);
            WorkerPorts workerPorts = new WorkerPorts(
                    ports.to(watched),
                    queueOf(process),
                    ports.to(logs),
                    ports.to(board),
                    enqueuer(process),
                    new LedgerGate(schedulerPorts(process)));
            Worker worker = new Worker(workerPorts, types(process), new FiberExecutor(fibers), process, random, 10_000);
            List<String> returned = worker.work(name, batch, process.end(), invocation(process, new Tally()));
            process.mustLive();
            batch.stream()
                    .filter(delivery -> !returned.contains(delivery.messageId()))
                    .filter(delivery -> !trouble.happens(0.01))
                    .forEach(queue::delete);
        } catch (Program.Died e) {
            failed(process, e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
