package dev.offstage.local.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Passes lines that are JSON objects on, as functions print them, and makes one of any other line. */
final class LineWrapper extends OutputStream {
    private final String name;
    private final PrintStream target;
    private final JsonLines format = new JsonLines();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineWrapper(String name, PrintStream target) {
        this.name = name;
        this.target = target;
    }

    @Override
    public synchronized void write(int octet) {
        if (octet == '\n') {
            passOn(line.toString(StandardCharsets.UTF_8).stripTrailing());
            line.reset();
        } else {
            line.write(octet);
        }
    }

    private void passOn(String text) {
        if (text.startsWith("{") && text.endsWith("}")) {
            target.print(text + "\n");
            target.flush();
        } else if (!text.isBlank()) {
            target.print(wrapped(text));
            target.flush();
        }
    }

    private String wrapped(String text) {
        LogRecord entry = new LogRecord(Level.INFO, text);
        entry.setLoggerName(name);
        return format.format(entry);
    }
}
