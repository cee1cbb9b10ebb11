package dev.offstage.engine;

import java.util.function.Supplier;

/**
 * A type and where its handler comes from, so that a type can be known without its handler being built.
 *
 * @param handler asked once by each worker, at its start
 */
public record Registration<A extends Record>(TaskType<A> type, Supplier<? extends TaskHandler<A>> handler) {

    /** Builds the handler. */
    Work work() {
        return new TypedWork<>(type.args(), handler.get());
    }
}
