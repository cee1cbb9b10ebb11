package dev.offstage.aws;

import dev.offstage.engine.EventLog;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.io.PrintStream;
import java.time.Clock;

/** One JSON object a line, as CloudWatch's queries like it. */
final class JsonLog implements EventLog {
    private final PrintStream out;
    private final Clock clock;
    private final String function;

    JsonLog(PrintStream out, Clock clock, String function) {
        this.out = out;
        this.clock = clock;
        this.function = function;
    }

    @Override
    public void note(String event, JsonObject facts) {
        out.println(Json.object()
                .put("time", clock.instant().toString())
                .put("function", function)
                .put("event", event)
                .put("facts", facts.toTree())
                .toText());
    }
}
