package dev.offstage.local.log;

import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** A log record as one JSON object with {@code at}, {@code level}, {@code logger}, {@code message} and perhaps {@code trace}. */
final class JsonLines extends Formatter {
    @Override
    public String format(LogRecord entry) {
        JsonObject line = Json.object()
                .put("at", entry.getInstant().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("level", entry.getLevel().getName())
                .put("logger", entry.getLoggerName())
                .put("message", formatMessage(entry));
        Throwable thrown = entry.getThrown();
        return (thrown == null ? line : line.put("trace", trace(thrown))).toText() + "\n";
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
