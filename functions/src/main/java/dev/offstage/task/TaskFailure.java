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

    /** A failure that the handler named itself. */
    public static TaskFailure of(String code, String message) {
        return new TaskFailure(code, null, message, null);
    }

    TaskFailure withoutTrace() {
        return new TaskFailure(code, type, message, null);
    }
}
