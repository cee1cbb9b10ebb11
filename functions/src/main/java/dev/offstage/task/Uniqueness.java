package dev.offstage.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * That of tasks with equal keys one is enough. The key is made of the type and some of the arguments.
 *
 * @param fields JSON pointers into the arguments; empty for all of them
 * @param window plays no part in {@link Mode#SIMPLE}
 * @param maxDelay how long after the first call {@link Mode#DEBOUNCE} runs at the latest; null for no such limit
 * @param rejects whether a duplicate is refused rather than answered with the first task
 */
public record Uniqueness(
        List<String> fields,
        Mode mode,
        Duration window,
        @Nullable Duration maxDelay,
        boolean rejects) {
    /** One task at a time with the same arguments. */
    public static final Uniqueness SIMPLE = new Uniqueness(List.of(), Mode.SIMPLE, Duration.ofSeconds(60), null, false);

    /** When a debounced task starts whose first call came at {@code first} and whose last call comes at {@code now}. */
    public Instant debouncedStart(Instant first, Instant now) {
        Instant start = now.plus(window);
        Instant latest = maxDelay == null ? start : first.plus(maxDelay);
        return start.isBefore(latest) ? start : latest;
    }

    /** When a second task is a duplicate of a first. */
    public enum Mode {
        /** Until the first is final. */
        SIMPLE,
        /** For the window, from the acceptance of the first. */
        THROTTLE,
        /** Until the first has started, which each duplicate puts off by the window, with its own arguments. */
        DEBOUNCE;

        /** The name in JSON. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Mode ofWireName(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }
}
