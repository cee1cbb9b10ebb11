package dev.offstage.args;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Moments and lengths of time as texts. */
final class WrittenTimesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T12:00:00Z",
                "2026-03-01t12:00:00.123456789z",
                "2024-02-29T23:59:59-12:00",
                "2026-03-01T00:00:00+18:00",
                "2026-03-01T12:00:00-00:00"
            })
    void momentsAreThoseOfTheJdkWhereItKnowsTheOffset(String text) {
        assertThat(TimeText.read(text)).contains(OffsetDateTime.parse(text).toInstant());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T23:59:00+23:59, 2026-03-02T00:00:00Z",
        "2026-03-02T00:00:00-23:59, 2026-03-02T23:59:00Z",
        "2026-03-02T00:00:00+18:01, 2026-03-01T05:59:00Z",
        "2026-03-02T00:00:00.1234567891Z, 2026-03-02T00:00:00.123456789Z"
    })
    void offsetsMayBeAnyOfRfc3339(String text, Instant moment) {
        assertThat(TimeText.read(text)).contains(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-01",
                "2026-03-01T12:00Z",
                "2026-03-01T12:00:00",
                "2026-03-01 12:00:00Z",
                "2026-02-29T12:00:00Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T12:00:00+24:00",
                "2026-03-01T12:00:00+01:60",
                "2026-03-01T12:00:00+0100",
                "2026-03-01T12:00:00.Z",
                "2026-06-30T23:59:60Z",
                "12026-03-01T12:00:00Z",
                "0000-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "٢٠٢٦-03-01T12:00:00Z"
            })
    void otherTextsAreNoMoments(String text) {
        assertThat(TimeText.read(text)).isEmpty();
    }

    @Test
    void onlyALeapSecondIsExplained() {
        assertThat(TimeText.hint("2026-06-30T23:59:60Z")).contains("leap second");
        assertThat(TimeText.hint("2026-06-30T23:60:00Z")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "P1W, 604800000",
        "P1WT1H, 608400000",
        "P2W3D, 1468800000",
        "P0.5W, 302400000",
        "'PT1,5H', 5400000",
        "PT0.5M, 30000",
        "PT1M30.5S, 90500",
        "p1dt2h3m4s, 93784000",
        "+PT1S, 1000",
        "-PT1S, -1000",
        "PT0S, 0",
        "PT36H, 129600000"
    })
    void lengthsHaveWeeksAndAFractionAtTheirEnd(String text, long millis) {
        assertThat(DurationText.read(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "P1",
                "P1DT",
                "1W",
                "P1D1W",
                "PT1.5H1M",
                "P1.5WT1S",
                "PT-1S",
                "P1Y",
                "P1M",
                "P1Y2M3D",
                "PT1S ",
                "PT1000000000000000S",
                "PT1H1H",
                "P1W\n"
            })
    void otherTextsAreNoLengths(String text) {
        assertThat(DurationText.read(text)).isEmpty();
    }

    @Test
    void yearsAndMonthsAreExplained() {
        assertThat(new String[] {"P1Y", "P1M", "P1Y2M3DT4H", "p2m"})
                .allSatisfy(text -> assertThat(DurationText.hint(text)).contains("Years and months"));
        assertThat(new String[] {"PT1M", "P1DT1M", "P1D", "month"})
                .allSatisfy(text -> assertThat(DurationText.hint(text)).isEmpty());
    }

    @Test
    void whatIsLongerThanAllTimeIsCutAndNoFault() {
        assertThat(DurationText.read("P999999999999999W")).contains(Duration.ofSeconds(1_000_000_000_000_000L));
    }
}
