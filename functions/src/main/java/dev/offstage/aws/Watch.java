package dev.offstage.aws;

import dev.offstage.engine.Invocation;
import dev.offstage.engine.Measure;
import dev.offstage.engine.Tally;
import dev.offstage.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Watches the invocations of one function: a log that knows which one it is of, and one line of metrics at the end of each. */
public final class Watch {
    private final JsonLog log;
    private final @Nullable PrintStream metrics;
    private final MetricLine line;
    private final InstantSource clock;
    private final Supplier<@Nullable String> trace;

    /** @param metrics takes the line; null when nobody would read it */
    Watch(
            JsonLog log,
            @Nullable PrintStream metrics,
            MetricLine line,
            InstantSource clock,
            Supplier<@Nullable String> trace) {
        this.log = log;
        this.metrics = metrics;
        this.line = line;
        this.clock = clock;
        this.trace = trace;
    }

    /** What a function does with one event. */
    @FunctionalInterface
    public interface Work {
        void run(Invocation invocation) throws IOException;
    }

    /** Does {@code work}. When it fails half way, what was done by then is measured, and that it failed. */
    public void over(String requestId, Work work) throws IOException {
        Invocation invocation = new Invocation(log.of(requestId), new Tally());
        try {
            work.run(invocation);
        } catch (IOException | RuntimeException | Error e) {
            invocation.tally().add(Measure.FAULTS, 1);
            invocation.log().error("An invocation failed.", Json.object().put("error", e.toString()));
            throw e;
        } finally {
            if (metrics != null) {
                metrics.println(line.of(invocation.tally(), clock.instant(), requestId, trace.get()));
            }
        }
    }
}
