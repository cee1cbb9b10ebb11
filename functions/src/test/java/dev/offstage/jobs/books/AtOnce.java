package dev.offstage.jobs.books;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Callers on virtual threads, all at the same time. */
final class AtOnce {
    private AtOnce() {}

    /** What each of {@code callers} callers got, in their order. */
    static <T> List<T> call(int callers, IntFunction<T> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<T>> answers = IntStream.range(0, callers)
                    .mapToObj(caller -> CompletableFuture.supplyAsync(() -> work.apply(caller), threads))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }
}
