package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.cron.CronReader;
import dev.offstage.cron.CronReading;
import dev.offstage.schedule.Days;
import dev.offstage.schedule.When;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads {@code when}: an expression, an interval, a date, or several of them. */
final class WhenReader {
    private static final String CRON = "cron";
    private static final String AWS = "aws";
    private static final String EVERY = "every";
    private static final String AT = "at";
    private static final String ANY = "any";
    private static final List<String> SINGLE = List.of(CRON, EVERY, AT, AWS);

    private static final int MOST_PARTS = 20;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final String RULE =
            "such as {\"cron\": \"*/15 * * * *\"}, {\"every\": 10}, {\"at\": \"2026-12-24T18:00:00+01:00\"}, "
                    + "{\"aws\": \"rate(5 minutes)\"} or {\"any\": [{\"cron\": \"0 9 * * *\"}, {\"cron\": \"30 12 * * 6\"}]}";
    private static final String INTERVAL =
            "a whole number of seconds or an ISO 8601 duration such as PT10S, from 1 second to 10 years";

    private final Days days;

    /** @param days how days of month and days of week are read together */
    WhenReader(Days days) {
        this.days = days;
    }

    /** When the schedule fires; empty when it is not said or refused. */
    Optional<When> read(Fields schedule) {
        if (schedule.value("when").isEmpty()) {
            schedule.refuse("when", "required", "This is missing; it must be an object that says when, " + RULE + ".");
            return Optional.empty();
        }
        return schedule.fields("when", known(true)).flatMap(fields -> one(fields, true));
    }

    private static Set<String> known(boolean outermost) {
        return outermost ? Set.of(CRON, EVERY, AT, AWS, ANY) : Set.copyOf(SINGLE);
    }

    /** The one thing that an object says; empty when it is refused. */
    private Optional<When> one(Fields fields, boolean outermost) {
        List<String> said = Stream.concat(SINGLE.stream(), outermost ? Stream.of(ANY) : Stream.empty())
                .filter(member -> fields.value(member).isPresent())
                .toList();
        if (said.size() != 1) {
            fields.refuseAll(
                    said.isEmpty() ? "required" : "conflict",
                    "This must have exactly one of "
                            + (outermost ? "cron, every, at, aws and any" : "cron, every, at and aws")
                            + ", " + RULE + "; it has "
                            + (said.isEmpty() ? "none of them." : String.join(" and ", said) + "."));
            return Optional.empty();
        }
        return switch (said.getFirst()) {
            case CRON -> expression(fields, CRON, text -> CronReader.read(text, days));
            case AWS -> expression(fields, AWS, text -> CronReader.readAws(text, Instant.EPOCH));
            case EVERY ->
                fields.duration(EVERY, WhenReader::isInterval, INTERVAL).map(When.Every::new);
            case AT -> fields.time(AT, LATEST).map(When.At::new);
            default -> any(fields);
        };
    }

    private static Optional<When> expression(Fields fields, String name, Function<String, CronReading> read) {
        Optional<String> text = fields.required(name, Optional::of, "an expression, as text");
        return text.map(read).flatMap(reading -> switch (reading) {
            case CronReading.Understood understood -> Optional.of(understood.when());
            case CronReading.Refused refused -> {
                fields.refuse(name, "invalid-cron", refused.message());
                yield Optional.empty();
            }
        });
    }

    private static boolean isInterval(Duration interval) {
        return interval.compareTo(Duration.ofSeconds(1)) >= 0
                && interval.equals(interval.truncatedTo(ChronoUnit.SECONDS))
                && interval.compareTo(Options.LONGEST) <= 0;
    }

    private Optional<When> any(Fields fields) {
        String rule = "an array of 1 to " + MOST_PARTS + " objects, each with one of cron, every, at and aws";
        List<JrsValue> said = fields.list(ANY, MOST_PARTS, rule);
        if (fields.value(ANY).orElse(null) instanceof JrsArray array && array.size() == 0) {
            fields.refuse(ANY, "too-few", "There must be one part at least.");
        }
        List<When> parts = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            fields.fields(ANY, i, said.get(i), known(false))
                    .flatMap(part -> one(part, false))
                    .ifPresent(parts::add);
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new When.Any(List.copyOf(parts)));
    }
}
