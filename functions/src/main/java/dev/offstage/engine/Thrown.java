package dev.offstage.engine;

import dev.offstage.task.Cut;
import dev.offstage.task.FailureRules;
import dev.offstage.task.Outcome;
import dev.offstage.task.TaskFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** What an exception of a handler means. */
final class Thrown {
    private static final int MESSAGE_LENGTH = 500;
    private static final int TRACE_LENGTH = 2000;

    private Thrown() {}

    /** The outcome that {@code cause} stands for; an error that no handler can be blamed for is thrown on. */
    static Outcome outcome(@Nullable Throwable cause, FailureRules rules) {
        if (cause instanceof CancelledException cancelled) {
            return Outcome.retry("cancelled", String.valueOf(cancelled.getMessage()));
        }
        if (cause instanceof RetryAfterException later) {
            return new Outcome.Retry(failure("exception", later), later.after());
        }
        if (cause instanceof Exception || cause instanceof StackOverflowError || cause instanceof LinkageError) {
            TaskFailure failure = failure("exception", cause);
            return rules.isPermanent(cause) ? new Outcome.Fail(failure) : new Outcome.Retry(failure, null);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(cause);
    }

    static TaskFailure failure(String code, Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        String text = trace.toString();
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        return new TaskFailure(
                code, cause.getClass().getName(), Cut.to(MESSAGE_LENGTH, message), Cut.to(TRACE_LENGTH, text));
    }
}
