package dev.offstage.engine;

import java.util.function.Function;
import java.util.stream.Gatherer;
import java.util.stream.Gatherers;

/** The same work on many tasks, some of them at once. */
public final class Fan {
    private Fan() {}

    /** What {@code work} makes of each, in their order, {@code most} at once. */
    public static <T, R> Gatherer<T, ?, R> each(int most, Function<T, R> work) {
        // One at a time needs no other thread: so the order is the same whenever it is run.
        return most == 1
                ? Gatherer.ofSequential((nothing, item, results) -> results.push(work.apply(item)))
                : Gatherers.mapConcurrent(most, work);
    }
}
