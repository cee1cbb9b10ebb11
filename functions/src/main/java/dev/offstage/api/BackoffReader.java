package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.task.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code backoff}: the name of another system's formula, a formula of one's own, or a list. */
final class BackoffReader {
    private static final String CELERY = "celery";
    private static final int MOST_DELAYS = 100;
    private static final int MOST_FACTOR = 1000;
    private static final Backoff.Exponential USUAL = (Backoff.Exponential) Backoff.DEFAULT;
    private static final String WAIT = "a number of seconds or an ISO 8601 duration, from 0 to 365 days";
    private static final String RULE = "the name of a formula (celery, sidekiq, oban, jobrunr or hangfire), "
            + "an object such as {\"base\": 1, \"factor\": 2, \"max\": 600, \"jitter\": \"full\"}, or {\"delays\": [1, 10, 60]}";

    private final Fields outer;

    BackoffReader(Fields outer) {
        this.outer = outer;
    }

    /** The waits; empty when they are not said or refused. */
    Optional<Backoff> read() {
        JrsValue said = outer.value("backoff").orElse(null);
        if (said == null) {
            return Optional.empty();
        }
        if (!said.isObject()) {
            return outer.text("backoff", BackoffReader::preset, RULE);
        }
        return outer.fields("backoff", Set.of("base", "factor", "max", "jitter", "delays"))
                .flatMap(fields -> fields.value("delays").isPresent() ? listed(fields) : Optional.of(formula(fields)));
    }

    private static Optional<Backoff> preset(String name) {
        return name.equals(CELERY)
                ? Optional.of(Backoff.DEFAULT)
                : Arrays.stream(Backoff.Preset.values())
                        .filter(preset -> preset.wireName().equals(name))
                        .map(Backoff.class::cast)
                        .findFirst();
    }

    private static Backoff formula(Fields fields) {
        return new Backoff.Exponential(
                fields.duration("base", BackoffReader::fits, WAIT).orElse(USUAL.base()),
                fields.number("factor", 1, MOST_FACTOR, "a number from 1 to " + MOST_FACTOR)
                        .map(Number::doubleValue)
                        .orElse(USUAL.factor()),
                fields.duration("max", BackoffReader::fits, WAIT).orElse(USUAL.max()),
                fields.text("jitter", BackoffReader::jitter, "full or none").orElse(USUAL.jitter()));
    }

    private static Optional<Boolean> jitter(String name) {
        return switch (name) {
            case "full" -> Optional.of(true);
            case "none" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Backoff> listed(Fields fields) {
        boolean mixed = Stream.of("base", "factor", "max", "jitter")
                .anyMatch(name -> fields.value(name).isPresent());
        if (mixed) {
            fields.refuse("delays", "conflict", "Waits are either listed or computed; leave out delays or all others.");
        }
        List<JrsValue> said = fields.list("delays", MOST_DELAYS, "an array of 1 to " + MOST_DELAYS + " waits");
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            fields.element("delays", i, said.get(i), BackoffReader::fits, WAIT).ifPresent(delays::add);
        }
        if (fields.value("delays").orElse(null) instanceof JrsArray array && array.size() == 0) {
            fields.refuse("delays", "too-few", "There must be one wait at least.");
        }
        return delays.isEmpty() ? Optional.empty() : Optional.of(new Backoff.Listed(List.copyOf(delays)));
    }

    private static boolean fits(Duration wait) {
        return !wait.isNegative() && wait.compareTo(Backoff.LONGEST) <= 0;
    }
}
