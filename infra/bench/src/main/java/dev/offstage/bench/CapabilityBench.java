package dev.offstage.bench;

import dev.offstage.aws.Wiring;
import dev.offstage.bench.BenchTypes.Message;
import dev.offstage.engine.Accepted;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.RequestLedger;
import dev.offstage.engine.Submitted;
import dev.offstage.engine.TaskType;
import dev.offstage.engine.Turn;
import dev.offstage.engine.UniqueTask;
import dev.offstage.task.FollowUp;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import dev.offstage.task.Uniqueness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Counts tasks that ask for something, each submitted singly and worked on in full batches. */
final class CapabilityBench {
    static final int TASKS = 100;

    private static final String ONLY = "";
    private static final String FINGERPRINT = "f".repeat(64);

    private final Wiring wiring;
    private final SteppingClock clock;
    private final Ticks ticks;
    private final Mapping mapping;
    private final Enqueuer enqueuer;
    private final RequestLedger ledger;

    CapabilityBench(Wiring wiring, SteppingClock clock, Ticks ticks, Mapping mapping) {
        this.wiring = wiring;
        this.clock = clock;
        this.ticks = ticks;
        this.mapping = mapping;
        this.enqueuer = wiring.enqueuer();
        this.ledger = wiring.requestLedger();
    }

    /**
     * The plain ones come first, for comparison.
     *
     * @param idle a tick that finds nothing to do
     */
    List<Capability> run(Tally idle) throws InterruptedException {
        // First, since its ticks are to read within the hour.
        Share far = farDelayed(idle);
        TaskSpec plain = spec(BenchTypes.PLAIN);
        TaskSpec followed = spec(BenchTypes.FAILING)
                .draft()
                .onFailure(new FollowUp(BenchTypes.PLAIN.name(), plain.args()))
                .make();
        return List.of(
                new Capability("plain", counted(i -> submit(plain), 1)),
                new Capability("Idempotency-Key", counted(this::keyed, 1)),
                new Capability("unique", counted(this::unique, 1)),
                new Capability("delayed, up to 15 minutes", delayed()),
                new Capability("delayed, longer", far),
                new Capability("retried once", counted(i -> submit(spec(BenchTypes.RETRIED)), 2)),
                new Capability("snoozed once", counted(i -> submit(spec(BenchTypes.SNOOZED)), 2)),
                new Capability("telling for 3 seconds", counted(i -> submit(spec(BenchTypes.TELLING)), 1)),
                new Capability("with a child, both", counted(i -> submit(spec(BenchTypes.PARENT)), 2)),
                new Capability("failed, with onFailure, both", counted(i -> submit(followed), TaskState.FAILED, 2)));
    }

    private static TaskSpec spec(TaskType<Message> type) {
        return type.spec(new Message("hello"));
    }

    private TaskId submit(TaskSpec spec) {
        return enqueuer.submit(spec).id();
    }

    /** As the API does it. */
    private TaskId keyed(int number) {
        Turn turn = ledger.open("bench " + number, FINGERPRINT).orElseThrow();
        TaskSpec spec =
                spec(BenchTypes.PLAIN).draft().keyedUntil(turn.keptUntil()).make();
        Map<String, Submitted> answers = ledger.answer(
                        turn,
                        List.of(ONLY),
                        List.of(ONLY),
                        Instant.MAX,
                        missing -> Map.of(ONLY, new Accepted(under(turn.id(ONLY), spec), false)))
                .orElseThrow();
        return ((Accepted) answers.values().iterator().next()).task().id();
    }

    private TaskRecord under(TaskId id, TaskSpec spec) {
        return enqueuer.submitUnder(Map.of(id, spec), Instant.MAX).getFirst();
    }

    private TaskId unique(int number) {
        TaskSpec spec = BenchTypes.PLAIN.spec(new Message("hello " + number));
        UniqueTask task = new UniqueTask(null, spec, Uniqueness.SIMPLE);
        return ((Accepted) enqueuer.submitUnique(List.of(task), Instant.MAX).getFirst())
                .task()
                .id();
    }

    private Share delayed() throws InterruptedException {
        begin();
        List<TaskId> made = submitAll(Duration.ofMinutes(10));
        clock.move(Duration.ofMinutes(10));
        return delivered(made, Tally.NOTHING, TaskState.SUCCEEDED, 1);
    }

    private List<TaskId> submitAll(Duration delay) {
        TaskSpec spec = spec(BenchTypes.PLAIN)
                .draft()
                .notBefore(clock.instant().plus(delay))
                .make();
        return IntStream.range(0, TASKS).mapToObj(i -> submit(spec)).toList();
    }

    private Share farDelayed(Tally idle) throws InterruptedException {
        begin();
        List<TaskId> made = submitAll(Duration.ofMinutes(18));
        Tally accepted = CallCounter.take();
        // Reads the ids, as it reads those of all tasks.
        Tally unused = ticks.next();
        Tally released = ticks.after(Duration.ofMinutes(12)).minus(idle);
        CallCounter.reset();
        return delivered(made, accepted.plus(released), TaskState.SUCCEEDED, 1);
    }

    private Share counted(IntFunction<TaskId> submit, int deliveries) throws InterruptedException {
        return counted(submit, TaskState.SUCCEEDED, deliveries);
    }

    private Share counted(IntFunction<TaskId> submit, TaskState end, int deliveries) throws InterruptedException {
        begin();
        List<TaskId> made = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            made.add(submit.apply(i));
        }
        return delivered(made, Tally.NOTHING, end, deliveries);
    }

    private void begin() {
        clock.move(Duration.ofSeconds(2));
        CallCounter.reset();
    }

    /** @param deliveries of each task's messages, its child's included */
    private Share delivered(List<TaskId> made, Tally before, TaskState end, int deliveries)
            throws InterruptedException {
        int messages = TASKS * deliveries;
        int invocations = mapping.deliver(messages);
        Tally tally = before.plus(CallCounter.take());
        for (TaskId id : made) {
            TaskState state = wiring.store().find(id).orElseThrow().state();
            if (state != end) {
                throw new IllegalStateException("The task " + id + " is " + state + ", not " + end + ".");
            }
        }
        CallCounter.reset();
        return new Share(TASKS, tally, TASKS, invocations, messages, 0);
    }
}
