package dev.offstage.jobs.demo;

import dev.offstage.args.Range;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskHandler;
import dev.offstage.engine.TaskType;
import dev.offstage.json.Json;
import dev.offstage.task.Outcome;
import org.jspecify.annotations.Nullable;

/** Fails its first attempts, then succeeds. */
final class DemoFlaky implements TaskHandler<DemoFlaky.Args> {
    static final TaskType<Args> TYPE = TaskType.named("demo-flaky", Args.class).failingOn(PermanentException.class);

    /** The ways to fail. */
    enum How {
        EXCEPTION,
        RETRY,
        PERMANENT
    }

    /**
     * @param failures so many attempts fail
     * @param how by an exception unless it says so
     */
    record Args(
            @Range(min = 0, max = 1001) int failures,
            @Nullable How how) {}

    /** An exception that ends a task of this type for good. */
    static final class PermanentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        PermanentException(String message) {
            super(message);
        }
    }

    @Override
    public Outcome run(Args args, TaskContext context) {
        if (context.attempt() > args.failures()) {
            return Outcome.done(Json.object().put("attempt", context.attempt()).toText());
        }
        String message = "Attempt " + context.attempt() + " was to fail, as the first " + args.failures() + " are.";
        return switch (args.how() == null ? How.EXCEPTION : args.how()) {
            case EXCEPTION -> throw new IllegalStateException(message);
            case RETRY -> Outcome.retry("flaky", message);
            case PERMANENT -> throw new PermanentException(message);
        };
    }
}
