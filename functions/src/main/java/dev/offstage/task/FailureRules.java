package dev.offstage.task;

import java.util.List;

/**
 * Which exceptions of a handler end its task for good.
 *
 * @param permanent these and their subtypes do
 * @param retryable only these and their subtypes are retried; empty for all that are not permanent
 */
public record FailureRules(List<Class<? extends Throwable>> permanent, List<Class<? extends Throwable>> retryable) {
    /** Every exception is retried. */
    public static final FailureRules RETRY_ALL = new FailureRules(List.of(), List.of());

    /** Whether {@code failure} ends the task; a type that is declared both permanent and retryable does. */
    public boolean isPermanent(Throwable failure) {
        return anyHolds(permanent, failure) || (!retryable.isEmpty() && !anyHolds(retryable, failure));
    }

    private static boolean anyHolds(List<Class<? extends Throwable>> types, Throwable failure) {
        return types.stream().anyMatch(type -> type.isInstance(failure));
    }
}
