package dev.offstage.api;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Values of query parameters, understood or refused. */
final class QueryValue {
    /** What {@link #time} reads, for a message. */
    static final String TIME =
            "a time from 1970 on such as 2026-03-01T12:00:00Z (RFC 3339, with seconds and an offset)";

    private QueryValue() {}

    /**
     * What the parameter {@code name} says; empty when it is not there.
     *
     * @param reading understands the text; empty when it is none
     * @param rule what the text must be, for the message
     */
    static <T> Optional<T> of(Request request, String name, Function<String, Optional<T>> reading, String rule) {
        return request.query(name).map(text -> read(name, text, reading, rule));
    }

    static <T> T read(String name, String text, Function<String, Optional<T>> reading, String rule) {
        return reading.apply(text)
                .orElseThrow(() -> Problem.unreadable(
                        "The query parameter '" + name + "' is '" + Excerpt.of(text) + "'; it must be " + rule + "."));
    }

    /** A moment, from 1970 on. */
    static Optional<Instant> time(String text) {
        // A plus that was not escaped arrives as a space.
        return Times.read(text.replace(' ', '+'));
    }

    /** A whole number from 1 to {@code most}, which has three digits at most. */
    static Function<String, Optional<Integer>> upTo(int most) {
        return text -> Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .filter(number -> number >= 1 && number <= most);
    }
}
