package dev.offstage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.count.Counts;
import dev.offstage.count.EndedTask;
import dev.offstage.count.Followed;
import dev.offstage.count.InMemoryDayCounts;
import dev.offstage.count.QuarterCount;
import dev.offstage.engine.InMemorySweepMark;
import dev.offstage.engine.SweepMark;
import dev.offstage.engine.Tasks;
import dev.offstage.engine.TestClock;
import dev.offstage.report.DayReport.Hour;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportMakerTest {
    private final TestClock clock = new TestClock("2026-11-02T08:00:00Z");
    private final InMemoryDayCounts counts = new InMemoryDayCounts();
    private final InMemorySweepMark mark = new InMemorySweepMark();

    private ReportMaker maker(String zone) {
        return new ReportMaker(
                counts,
                mark,
                new ReportZone(ZoneId.of(zone)),
                new ReportMaker.Named("parse-book", "send-email"),
                clock);
    }

    private static EndedTask ended(Instant at, String type, TaskState state) {
        return new EndedTask(Tasks.id(at), type, state, state == TaskState.FAILED ? "broken" : null, 10L);
    }

    private static QuarterCount counted(String begin, int succeeded) {
        Instant at = Instant.parse(begin);
        List<EndedTask> tasks = IntStream.range(0, succeeded)
                .mapToObj(i -> ended(at, "parse-book", TaskState.SUCCEEDED))
                .toList();
        return QuarterCount.empty(at).plus(Counts.of(tasks), List.of());
    }

    private void sweepUpTo(String time, QuarterCount current) {
        SweepMark.Mark seen = mark.read().orElse(null);
        assertThat(mark.move(seen, new SweepMark.Mark(Instant.parse(time), Map.of(), 0, current)))
                .isTrue();
    }

    /** The quarters at both edges of the day are the day's own and no others. */
    @ParameterizedTest
    @CsvSource({
        "Etc/UTC,             2026-11-01, 2026-11-01T00:00:00Z, 2026-11-02T00:00:00Z, 24",
        "Asia/Kolkata,        2026-11-01, 2026-10-31T18:30:00Z, 2026-11-01T18:30:00Z, 24",
        "Asia/Kathmandu,      2026-11-01, 2026-10-31T18:15:00Z, 2026-11-01T18:15:00Z, 24",
        "America/New_York,    2026-11-01, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z, 25",
        "Europe/Berlin,       2026-03-29, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z, 23",
        "Australia/Lord_Howe, 2026-10-04, 2026-10-03T13:30:00Z, 2026-10-04T13:00:00Z, 24",
        "Australia/Lord_Howe, 2026-04-05, 2026-04-04T13:00:00Z, 2026-04-05T13:30:00Z, 25",
        "Africa/Cairo,        2026-04-24, 2026-04-23T22:00:00Z, 2026-04-24T21:00:00Z, 23",
    })
    void aDayIsThatOfTheZone(String zone, LocalDate day, Instant from, Instant to, int hours) {
        for (Instant at : List.of(from.minus(QuarterCount.LENGTH), from, to.minus(QuarterCount.LENGTH), to)) {
            assertThat(counts.close(counted(at.toString(), 1))).isTrue();
        }

        DayReport report = maker(zone).soFar(day).orElseThrow();

        assertThat(report.from()).isEqualTo(from);
        assertThat(report.to()).isEqualTo(to);
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.hours()).hasSize(hours);
        assertThat(report.hours().getFirst()).isEqualTo(new Hour(from, 1, 0));
        assertThat(report.hours().getLast().accepted()).isEqualTo(1);
        assertThat(report.hours().stream().mapToLong(Hour::accepted).sum()).isEqualTo(2);
    }

    @Test
    void whatIsFollowedCountsWithWhatIsKnownOfIt() {
        Instant quarter = Instant.parse("2026-11-01T10:00:00Z");
        Followed followed = new Followed(
                quarter,
                "1-0",
                Map.of("parse-book", List.of(Tasks.id(quarter), Tasks.id(quarter.plusMillis(1)))),
                Counts.NONE,
                1);
        Followed looked = followed.after(
                List.of(new EndedTask(followed.ids().getFirst(), "parse-book", TaskState.FAILED, "late", 400_000L)),
                List.of());
        Followed unnamed = new Followed(quarter, "2-0", followed.open(), Counts.NONE, 1);
        assertThat(counts.follow(followed)).isTrue();
        assertThat(counts.replace(followed, looked)).isTrue();
        assertThat(counts.follow(unnamed)).isTrue();
        assertThat(counts.close(counted("2026-11-01T10:00:00Z", 3).plus(Counts.NONE, List.of("1-0"))))
                .isTrue();
        sweepUpTo("2026-11-02T07:55:00Z", QuarterCount.empty(Instant.parse("2026-11-02T07:45:00Z")));

        DayReport report = maker("Etc/UTC").whole(LocalDate.of(2026, 11, 1)).orElseThrow();

        assertThat(report.isFinal()).isTrue();
        assertThat(report.asOf()).isEqualTo(report.to());
        assertThat(report.accepted()).isEqualTo(5);
        assertThat(report.open()).isEqualTo(Map.of("parse-book", 1L));
        assertThat(report.ended().total().failed()).isEqualTo(1);
        assertThat(report.ended().slowest().getFirst().ms()).isEqualTo(400_000);
        assertThat(report.mostFailed()).hasSize(1);
        assertThat(report.booksParsed()).isEqualTo(3);
        assertThat(report.mailsSent()).isZero();
        assertThat(report.hours().get(10)).isEqualTo(new Hour(quarter, 5, 1));
        assertThat(report.types()).hasSize(1);
        assertThat(report.types().getFirst().accepted()).isEqualTo(5);
    }

    @Test
    void todayIsWhatTheMarkHasOfIt() {
        assertThat(maker("Etc/UTC")
                        .soFar(LocalDate.of(2026, 11, 2))
                        .orElseThrow()
                        .asOf())
                .isNull();
        assertThat(counts.close(counted("2026-11-02T07:30:00Z", 2))).isTrue();
        sweepUpTo("2026-11-02T07:55:00Z", counted("2026-11-02T07:45:00Z", 4));

        DayReport report = maker("Etc/UTC").soFar(LocalDate.of(2026, 11, 2)).orElseThrow();

        assertThat(report.isFinal()).isFalse();
        assertThat(report.asOf()).isEqualTo("2026-11-02T07:55:00Z");
        assertThat(report.accepted()).isEqualTo(6);
        assertThat(report.hours().get(7).accepted()).isEqualTo(6);
    }

    @Test
    void aQuarterThatIsClosedIsNotCountedFromTheMarkAsWell() {
        sweepUpTo("2026-11-02T07:55:00Z", counted("2026-11-02T07:45:00Z", 4));
        assertThat(counts.close(counted("2026-11-02T07:45:00Z", 5))).isTrue();

        assertThat(maker("Etc/UTC")
                        .soFar(LocalDate.of(2026, 11, 2))
                        .orElseThrow()
                        .accepted())
                .isEqualTo(5);
    }

    @Test
    void aDayOfWhichNothingWasCountedHasNoReport() {
        sweepUpTo("2026-11-02T07:55:00Z", counted("2026-11-02T07:45:00Z", 4));

        assertThat(maker("Etc/UTC").soFar(LocalDate.of(2026, 11, 1))).isEmpty();
        assertThat(maker("Etc/UTC").soFar(LocalDate.of(2026, 11, 3))).isEmpty();
        assertThat(maker("Etc/UTC").soFar(LocalDate.of(9999, 12, 31))).isEmpty();
        assertThat(maker("Etc/UTC").soFar(LocalDate.of(0, 1, 1))).isEmpty();
        assertThat(maker("Etc/UTC").whole(LocalDate.of(2026, 11, 1))).isEmpty();
    }

    @Test
    void aDayThatIsNotReadToItsEndHasNoFinalReport() {
        sweepUpTo("2026-11-01T23:59:59Z", QuarterCount.empty(Instant.parse("2026-11-01T23:45:00Z")));

        assertThatThrownBy(() -> maker("Etc/UTC").whole(LocalDate.of(2026, 11, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2026-11-01T23:59:59Z");
    }

    @Test
    void theZoneIsASettingAndAWrongOneIsSaid() {
        assertThat(ReportZone.from(Map.of()).id().getId()).isEqualTo("Etc/UTC");
        assertThat(ReportZone.from(Map.of("REPORT_ZONE", " Asia/Kolkata ")).id().getId())
                .isEqualTo("Asia/Kolkata");
        assertThatThrownBy(() -> ReportZone.from(Map.of("REPORT_ZONE", "Mars/Olympus")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("REPORT_ZONE")
                .hasMessageContaining("Mars/Olympus")
                .hasMessageContaining("Europe/Berlin");
    }
}
