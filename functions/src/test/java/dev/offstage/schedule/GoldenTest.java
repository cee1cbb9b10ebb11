package dev.offstage.schedule;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.cron.CronReader;
import dev.offstage.cron.CronReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code golden.txt} against the calendars, and against {@link BruteForce}, so that the table is no copy of what it checks. */
final class GoldenTest {
    /** What a rule makes of an expression between two instants. */
    private record Row(String zone, Instant from, Instant to, String expression, Dst rule, List<String> times) {}

    @Test
    void calendarsSayWhatTheTableSays() {
        for (Row row : rows()) {
            List<String> times = calendar(row)
                    .after(row.from())
                    .takeWhile(time -> time.at().isBefore(row.to()))
                    .map(time -> time.local() + " " + time.mark().wireName())
                    .toList();
            assertThat(times).as(row.toString()).isEqualTo(row.times());
        }
    }

    @Test
    void theTableIsRight() {
        for (Row row : rows()) {
            assertThat(new BruteForce(row.expression())
                            .times(ZoneId.of(row.zone()), row.rule(), Days.OR, row.from(), row.to()))
                    .as(row.toString())
                    .isEqualTo(row.times());
        }
    }

    @Test
    void theTableIsWhole() {
        assertThat(rows().stream().map(Row::zone).collect(toSet()))
                .contains(
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "Africa/Cairo",
                        "Asia/Kolkata",
                        "UTC");
        assertThat(rows().size() % Dst.values().length)
                .as("a row for each rule")
                .isZero();
        assertThat(rows().stream()
                        .flatMap(row -> row.times().stream())
                        .map(time -> time.substring(time.indexOf(' ') + 1))
                        .collect(toSet()))
                .containsExactlyInAnyOrder("normal", "moved", "merged", "repeated");
    }

    private static Calendar calendar(Row row) {
        return switch (CronReader.read(row.expression())) {
            case CronReading.Understood understood ->
                Specs.of(understood.when()).in(row.zone()).by(row.rule()).calendar();
            case CronReading.Refused refused -> throw new AssertionError(refused.message());
        };
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String[] block = {};
        String expression = "";
        for (String line : lines()) {
            if (line.startsWith("    ")) {
                int colon = line.indexOf(": ");
                String times = line.substring(colon + 2);
                for (Dst rule : rules(line.substring(4, colon))) {
                    rows.add(new Row(
                            block[0],
                            Instant.parse(block[2]),
                            Instant.parse(block[4]),
                            expression,
                            rule,
                            times.equals("none") ? List.of() : List.of(times.split(", ", -1))));
                }
            } else if (line.startsWith("  ")) {
                expression = line.strip();
            } else {
                block = line.split(" ", -1);
            }
        }
        return rows;
    }

    private static Set<Dst> rules(String names) {
        return names.equals("all")
                ? EnumSet.allOf(Dst.class)
                : Arrays.stream(names.split(" ", -1)).map(Dst::ofWireName).collect(toSet());
    }

    private static List<String> lines() {
        try (InputStream table = GoldenTest.class.getResourceAsStream("/schedule/golden.txt")) {
            String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("golden.txt cannot be read.", e);
        }
    }
}
