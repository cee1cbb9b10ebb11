package dev.offstage.bench;

import dev.offstage.aws.Wiring;
import dev.offstage.engine.Enqueuer;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Runs each way once to warm up and once on the meter. */
final class Bench {
    /** So many that the units which the sweep's queries round up to count little. */
    static final int TASKS = 200;

    static final int TASKS_A_CALL = 100;

    private static final TaskSpec SPEC = BenchTypes.PLAIN.spec(new BenchTypes.Message("hello"));

    private final Wiring wiring;
    private final SteppingClock clock;
    private final Enqueuer enqueuer;
    private final Mapping mapping;
    private final Ticks ticks;

    private Bench(Map<String, String> environment, SqsClient sqs, SteppingClock clock) {
        this.clock = clock;
        this.wiring = new Wiring(environment, clock);
        this.enqueuer = wiring.enqueuer();
        String url = environment.getOrDefault("QUEUE_" + QueueName.DEFAULT + "_URL", "");
        this.mapping = new Mapping(sqs, url, wiring.worker(BenchTypes.all(clock)), clock);
        this.ticks = new Ticks(wiring, clock);
    }

    /** Counts everything over the queues and tables of {@code template}. */
    static Figures run(Path template, Clock system) throws Exception {
        try (Emulators emulators = Emulators.start(template);
                SqsClient sqs = emulators.sqs()) {
            // All in the middle of one hour, so that the sweep never reads over its edge.
            Instant start = system.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofMinutes(10));
            SteppingClock clock = new SteppingClock(start);
            Bench bench = new Bench(emulators.environment(), sqs, clock);
            bench.warmUp();
            Share singly = bench.singly(TASKS);
            Share inHundreds = bench.inHundreds(TASKS);
            double sweep = bench.ticks.next().readUnits() / (2.0 * TASKS);
            Tally idle = bench.ticks.next();
            return new Figures(
                    singly.withSweep(sweep),
                    inHundreds.withSweep(sweep),
                    idle,
                    new CapabilityBench(bench.wiring, clock, bench.ticks, bench.mapping).run(idle),
                    BookBench.run(emulators.environment(), sqs, clock),
                    emulators.memory(),
                    alarmMetrics(template));
        }
    }

    private static int alarmMetrics(Path template) throws IOException {
        try (Stream<String> lines = Files.lines(template)) {
            return (int) lines.filter(line -> line.strip().startsWith("MetricName: "))
                    .count();
        }
    }

    private void warmUp() throws InterruptedException {
        Share first = singly(20);
        Share second = inHundreds(TASKS_A_CALL);
        ticks.catchUp();
        Tally unused = ticks.next();
        if (first.calls() == 0 || second.calls() == 0) {
            throw new IllegalStateException("Nothing was counted: the SDK did not find the call counter.");
        }
    }

    private Share singly(int tasks) throws InterruptedException {
        begin();
        return finished(
                IntStream.range(0, tasks).mapToObj(i -> enqueuer.submit(SPEC)).toList(), tasks);
    }

    private Share inHundreds(int tasks) throws InterruptedException {
        begin();
        int requests = tasks / TASKS_A_CALL;
        List<TaskRecord> accepted = IntStream.range(0, requests)
                .mapToObj(i -> enqueuer.submitAll(Collections.nCopies(TASKS_A_CALL, SPEC)))
                .flatMap(List::stream)
                .toList();
        return finished(accepted, requests);
    }

    /** The pauses that were read before are old by now. */
    private void begin() {
        clock.move(Duration.ofSeconds(2));
        CallCounter.reset();
    }

    private Share finished(List<TaskRecord> accepted, int requests) throws InterruptedException {
        int invocations = mapping.deliver(accepted.size());
        Tally tally = CallCounter.take();
        for (TaskRecord task : accepted) {
            check(task.id());
        }
        return new Share(accepted.size(), tally, requests, invocations, accepted.size(), 0);
    }

    private void check(TaskId id) {
        TaskState state = wiring.store().find(id).orElseThrow().state();
        if (state != TaskState.SUCCEEDED) {
            throw new IllegalStateException("The task " + id + " is " + state + "; only success is worth counting.");
        }
    }
}
