package dev.offstage.engine;

import dev.offstage.task.Attempt;
import dev.offstage.task.Outcome;
import dev.offstage.task.TaskFailure;
import dev.offstage.task.TaskRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
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

/** Runs one handler within its time limit and turns whatever happens into an outcome. */
final class TaskRunner {
    /** What the invocation keeps for settling. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final int TRACE_LENGTH = 2000;

    private final ExecutorService executor;
    private final InstantSource clock;

    TaskRunner(ExecutorService executor, InstantSource clock) {
        this.executor = executor;
        this.clock = clock;
    }

    Outcome run(TaskHandler handler, TaskRecord task, Instant end) {
        Instant now = clock.instant();
        // From the claim on, as the lease counts.
        Instant since = task.lease() == null ? now : task.lease().since();
        Instant limit = since.plus(task.spec().timeLimit());
        Instant deadline = limit.isBefore(end.minus(SETTLING)) ? limit : end.minus(SETTLING);
        TaskContext context = new TaskContext(
                task.id(),
                task.spec().args(),
                task.attempt(),
                task.attempt() >= task.attemptsAllowed(),
                deadline,
                task.memo(),
                lastFailure(task));
        Future<Outcome> run = executor.submit(() -> handler.run(context));
        try {
            return run.get(Math.max(1, Duration.between(now, deadline).toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            run.cancel(true);
            return new Outcome.TimedOut(TaskFailure.of(
                    "time-limit",
                    "The attempt was stopped after "
                            + Duration.between(now, deadline).toSeconds() + " s."));
        } catch (ExecutionException e) {
            return thrown(e.getCause());
        } catch (InterruptedException e) {
            run.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The worker was stopped in the middle of " + task.id(), e);
        }
    }

    private static @Nullable String lastFailure(TaskRecord task) {
        return task.attempts().reversed().stream()
                .map(Attempt::error)
                .filter(Objects::nonNull)
                .map(TaskFailure::code)
                .findFirst()
                .orElse(null);
    }

    private static Outcome thrown(@Nullable Throwable cause) {
        if (cause instanceof Exception || cause instanceof StackOverflowError || cause instanceof LinkageError) {
            return new Outcome.Retry(failureOf(cause), null);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(cause);
    }

    private static TaskFailure failureOf(Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        String text = trace.toString();
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        return new TaskFailure(
                "exception",
                cause.getClass().getName(),
                message.substring(0, Math.min(500, message.length())),
                text.substring(0, Math.min(TRACE_LENGTH, text.length())));
    }
}
