package dev.offstage.aws;

import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.engine.EventLog;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object a line, as CloudWatch's queries like it. {@code timestamp} and {@code level} are the names by which Lambda
 * tells a line's level and filters it; what a secret's name stands before is not written.
 */
final class JsonLog implements EventLog {
    private static final Set<String> RESERVED = Set.of("timestamp", "level", "function", "requestId", "event");

    private final PrintStream out;
    private final InstantSource clock;
    private final String function;
    private final Supplier<@Nullable String> trace;
    private final @Nullable String requestId;

    /** @param trace the id of the trace that the current invocation belongs to; null when there is none */
    JsonLog(PrintStream out, InstantSource clock, String function, Supplier<@Nullable String> trace) {
        this(out, clock, function, trace, null);
    }

    private JsonLog(
            PrintStream out,
            InstantSource clock,
            String function,
            Supplier<@Nullable String> trace,
            @Nullable String requestId) {
        this.out = out;
        this.clock = clock;
        this.function = function;
        this.trace = trace;
        this.requestId = requestId;
    }

    /** The log of one invocation. */
    JsonLog of(String request) {
        return new JsonLog(out, clock, function, trace, request);
    }

    @Override
    public void note(String event, JsonObject facts) {
        write("INFO", event, facts);
    }

    @Override
    public void warn(String event, JsonObject facts) {
        write("WARN", event, facts);
    }

    @Override
    public void error(String event, JsonObject facts) {
        write("ERROR", event, facts);
    }

    private void write(String level, String event, JsonObject facts) {
        JsonObject line = Json.object()
                .put("timestamp", clock.instant().toString())
                .put("level", level)
                .put("function", function)
                .put("event", event);
        if (requestId != null) {
            line.put("requestId", requestId);
        }
        String current = trace.get();
        if (current != null) {
            line.put("trace", current);
        }
        Iterator<Map.Entry<String, JrsValue>> members =
                Secrets.without(facts.toTree()).fields();
        members.forEachRemaining(fact -> {
            if (!RESERVED.contains(fact.getKey()) && !(fact.getValue() instanceof JrsNull)) {
                line.put(fact.getKey(), fact.getValue());
            }
        });
        out.println(line.toText());
    }
}
