package dev.offstage.engine;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets work on many tasks go on when it fails with some; the first failure is thrown when all is done. */
final class Failures {
    private @Nullable RuntimeException first;

    /** {@code work} that answers with nothing where it fails. */
    <T, R> Function<T, Optional<R>> keptOf(Function<T, Optional<R>> work) {
        return item -> {
            try {
                return work.apply(item);
            } catch (RuntimeException e) {
                keep(e);
                return Optional.empty();
            }
        };
    }

    private synchronized void keep(RuntimeException failure) {
        first = first == null ? failure : first;
    }

    synchronized void throwAny() {
        if (first != null) {
            throw first;
        }
    }
}
