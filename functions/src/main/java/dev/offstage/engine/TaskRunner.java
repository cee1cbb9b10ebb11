package dev.offstage.engine;

import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.task.FailureRules;
import dev.offstage.task.Outcome;
import dev.offstage.task.Report;
import dev.offstage.task.TaskFailure;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs one task within its time limit and turns whatever happens into an outcome. */
final class TaskRunner {
    /** What the invocation keeps for settling. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    /** How often it looks whether a run that goes on has something to tell. */
    private static final long LOOK_MS = 1000;

    private final WorkerPorts ports;
    private final TaskTypes types;
    private final ExecutorService executor;
    private final InstantSource clock;
    private final int longestResult;

    TaskRunner(WorkerPorts ports, TaskTypes types, ExecutorService executor, InstantSource clock, int longestResult) {
        this.ports = ports;
        this.types = types;
        this.executor = executor;
        this.clock = clock;
        this.longestResult = longestResult;
    }

    /**
     * What came of a run.
     *
     * @param report what it and those before it told
     * @param children how many tasks it enqueued
     */
    record Ran(Outcome outcome, Report report, int children) {}

    Ran run(Work work, TaskRecord task, Instant end, EventLog log) {
        // From the claim on, as the lease counts.
        Instant since = task.lease() == null ? clock.instant() : task.lease().since();
        Instant limit = since.plus(task.spec().timeLimit());
        Instant deadline = limit.isBefore(end.minus(SETTLING)) ? limit : end.minus(SETTLING);
        RunReport report = new RunReport(task, ports.store(), ports.logs(), clock, log);
        Children children = new Children(task, ports.enqueuer(), types, report);
        TaskContext context = new RunContext(task, since, deadline, report, children, clock);
        Outcome outcome = outcome(work, task, context, report);
        int made = children.close();
        return new Ran(checked(outcome, children.failure()), report.close(), made);
    }

    private Outcome outcome(Work work, TaskRecord task, TaskContext context, RunReport report) {
        Instant start = clock.instant();
        Future<Outcome> run = executor.submit(() -> Objects.requireNonNull(
                work.run(task.spec().args(), context), "The handler answered null; it must answer an outcome."));
        try {
            return answer(run, context.deadline(), report);
        } catch (TimeoutException e) {
            run.cancel(true);
            return new Outcome.TimedOut(TaskFailure.of(
                    "time-limit",
                    "The attempt was stopped at its deadline, "
                            + Duration.between(start, context.deadline()).toMillis() + " ms after its start."));
        } catch (ExecutionException e) {
            return Thrown.outcome(e.getCause(), rules(task));
        } catch (InterruptedException e) {
            run.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The worker was stopped in the middle of " + task.id(), e);
        }
    }

    private FailureRules rules(TaskRecord task) {
        return types.find(task.spec().type())
                .<TaskPolicy>map(TaskType::policy)
                .orElse(TaskPolicy.DEFAULT)
                .failures();
    }

    /** Waits for the run until its deadline, and writes meanwhile what it told and did not get through with itself. */
    private Outcome answer(Future<Outcome> run, Instant deadline, RunReport report)
            throws ExecutionException, InterruptedException, TimeoutException {
        long left = Math.max(1, millisUntil(deadline));
        while (true) {
            long wait = Math.min(left, LOOK_MS);
            try {
                return run.get(wait, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // By both, so that neither a slow store nor a clock that stands draws it out.
                left = Math.min(left - wait, millisUntil(deadline));
                if (left <= 0) {
                    throw e;
                }
                report.writeIfPending();
            }
        }
    }

    private long millisUntil(Instant deadline) {
        return Duration.between(clock.instant(), deadline).toMillis();
    }

    private Outcome checked(Outcome outcome, @Nullable RuntimeException childless) {
        if (childless != null && !(outcome instanceof Outcome.Fail)) {
            return new Outcome.Retry(Thrown.failure("child-not-enqueued", childless), null);
        }
        return outcome instanceof Outcome.Done done ? checked(done) : outcome;
    }

    private Outcome checked(Outcome.Done done) {
        if (isTooLong(done.result())) {
            return tooLong(done.result());
        }
        try {
            Object ignored = Json.parse(done.result());
            return done;
        } catch (UnreadableJsonException e) {
            // Stored, it would be an answer that nobody can read, and so would every list that it is in.
            return Outcome.fail("result-not-json", "The result is no JSON. " + e.getMessage());
        }
    }

    private boolean isTooLong(String result) {
        // Fewer characters than a third of the limit cannot be too many bytes: most results are not counted.
        return result.length() > longestResult / 3 && bytes(result) > longestResult;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private Outcome tooLong(String result) {
        return Outcome.fail(
                "result-too-large",
                "The result has " + bytes(result) + " bytes; at most " + longestResult + " are kept.");
    }
}
