package dev.offstage.task;

import org.jspecify.annotations.Nullable;

/**
 * Why an attempt or a task did not succeed.
 *
 * @param code a short stable word for programs, such as {@code not-found}
 * @param type the class of the exception; null when the handler said the word itself
 * @param message for people
 * @param trace the stack as text, cut; null when there is none
 */
public record TaskFailure(
        String code,
        @Nullable String type,
        String message,
        @Nullable String trace) {
    private static final int LONGEST_WORD = 200;
    private static final int LONGEST_MESSAGE = 1000;
    private static final int LONGEST_TRACE = 4000;

    /** Longer texts are cut: ten failures are to fit into one record, whatever a handler says of itself. */
    public TaskFailure {
        code = Cut.to(LONGEST_WORD, code);
        type = type == null ? null : Cut.to(LONGEST_WORD, type);
        message = Cut.to(LONGEST_MESSAGE, message);
        trace = trace == null ? null : Cut.to(LONGEST_TRACE, trace);
    }

    /** A failure that the handler named itself. */
    public static TaskFailure of(String code, String message) {
        return new TaskFailure(code, null, message, null);
    }

    TaskFailure withoutTrace() {
        return new TaskFailure(code, type, message, null);
    }
}
