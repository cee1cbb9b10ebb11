package dev.offstage.report;

import dev.offstage.count.Cause;
import dev.offstage.count.Counts;
import dev.offstage.count.Run;
import dev.offstage.count.TypeCounts;
import dev.offstage.engine.Tasks;
import dev.offstage.report.DayReport.Hour;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reports for tests. */
final class Samples {
    static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant FROM = Instant.parse("2026-02-28T23:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-01T23:00:00Z");

    private Samples() {}

    static DayReport quiet() {
        return report(Counts.NONE, Map.of());
    }

    static DayReport busy() {
        return report(
                new Counts(
                        Map.of(
                                "parse-book", new TypeCounts(1200, 7, 1, 2, 3, 1210, 1_500_000, 61_234),
                                "send-email", new TypeCounts(40, 0, 0, 0, 0, 40, 4_000, 310)),
                        List.of(
                                new Run(Tasks.id(Tasks.NOON), "parse-book", 61_234),
                                new Run(Tasks.id(Tasks.NOON), "send-email", 310)),
                        Map.of(new Cause("parse-book", "not-found"), 5L, new Cause("parse-book", "blocked"), 2L)),
                Map.of("parse-book", 4L, "demo-sleep", 1L));
    }

    /** With names that nobody should have chosen. */
    static DayReport hostile() {
        String type = "\"><script>alert('&')</script>";
        return report(
                new Counts(
                        Map.of(type, new TypeCounts(0, 1, 0, 0, 0, 1, 1, 1)),
                        List.of(new Run(Tasks.id(Tasks.NOON), type, 1)),
                        Map.of(new Cause(type, "</style><img src=x onerror=1>\n\u0007"), 1L)),
                Map.of("</title>", 1L));
    }

    static DayReport report(Counts ended, Map<String, Long> open) {
        return new DayReport(
                DAY,
                BERLIN,
                FROM,
                TO,
                true,
                TO,
                Instant.parse("2026-03-02T07:00:01.234Z"),
                ended,
                open,
                IntStream.range(0, 24)
                        .mapToObj(i -> new Hour(FROM.plus(Duration.ofHours(i)), i * 100L, i % 5))
                        .toList(),
                1200,
                40);
    }
}
