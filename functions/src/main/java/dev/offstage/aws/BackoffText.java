package dev.offstage.aws;

import dev.offstage.task.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A backoff as one attribute: {@code sidekiq}, {@code exponential 1000 2.0 600000 true} or {@code listed 1000 5000}, in milliseconds. */
final class BackoffText {
    private BackoffText() {}

    static String write(Backoff backoff) {
        return switch (backoff) {
            case Backoff.Preset preset -> preset.wireName();
            case Backoff.Exponential waits ->
                "exponential " + waits.base().toMillis() + " " + waits.factor() + " "
                        + waits.max().toMillis() + " " + waits.jitter();
            case Backoff.Listed waits ->
                waits.delays().stream()
                        .map(delay -> String.valueOf(delay.toMillis()))
                        .collect(Collectors.joining(" ", "listed ", ""));
        };
    }

    static Backoff read(String text) {
        List<String> words = List.of(text.split(" "));
        return switch (words.getFirst()) {
            case "exponential" ->
                new Backoff.Exponential(
                        millis(words.get(1)),
                        Double.parseDouble(words.get(2)),
                        millis(words.get(3)),
                        Boolean.parseBoolean(words.get(4)));
            case "listed" ->
                new Backoff.Listed(
                        words.stream().skip(1).map(BackoffText::millis).toList());
            default -> Backoff.Preset.valueOf(text.toUpperCase(Locale.ROOT));
        };
    }

    private static Duration millis(String number) {
        return Duration.ofMillis(Long.parseLong(number));
    }
}
