package dev.offstage.task;

import java.time.Instant;
import java.util.Locale;

/**
 * A line that a run of a task logged.
 *
 * @param text at most {@link #LONGEST} characters
 */
public record LogLine(Instant at, Level level, String text) {
    /** What is longer is cut. */
    public static final int LONGEST = 1000;

    /** How much a line matters. */
    public enum Level {
        INFO,
        WARN,
        ERROR;

        /** The name in JSON and in records. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Level ofWireName(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    public LogLine {
        text = Cut.to(LONGEST, text);
    }
}
