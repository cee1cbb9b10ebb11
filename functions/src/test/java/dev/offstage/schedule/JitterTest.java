package dev.offstage.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JitterTest {
    private static final Instant DUE = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void itIsNeverEarlyLessThanTheMostAndInWholeSeconds() {
        List<Duration> delays = delays(Duration.ofSeconds(10)).toList();

        assertThat(delays)
                .allMatch(delay -> !delay.isNegative() && delay.toSeconds() < 10 && delay.toMillisPart() == 0);
        assertThat(delays.stream().distinct()).as("each of the ten is met").hasSize(10);
    }

    @Test
    void itIsFixedAndDiffersByNameAndInstant() {
        ScheduleSpec spec = Specs.every(60).jitter(Duration.ofHours(1)).spec();

        assertThat(Jitter.of(spec, DUE)).isEqualTo(Jitter.of(spec, DUE)).isEqualTo(Duration.ofSeconds(2175));
        assertThat(Jitter.start(spec, DUE)).isEqualTo(DUE.plus(Jitter.of(spec, DUE)));
        assertThat(delays(Duration.ofHours(1)).distinct()).hasSizeGreaterThan(800);
        assertThat(IntStream.range(0, 1000)
                        .mapToObj(i -> Jitter.of(
                                Specs.every(60).jitter(Duration.ofHours(1)).named("report-" + i), DUE))
                        .distinct())
                .hasSizeGreaterThan(800);
    }

    @Test
    void itSpreadsEvenly() {
        double average = delays(Duration.ofHours(1))
                .mapToLong(Duration::toSeconds)
                .average()
                .orElseThrow();

        assertThat(average).isBetween(1700.0, 1900.0);
    }

    @Test
    void lessThanASecondIsCountedInMilliseconds() {
        assertThat(delays(Duration.ofMillis(500)))
                .allMatch(delay -> delay.toMillis() < 500)
                .anyMatch(delay -> delay.toMillis() > 400);
        assertThat(delays(Duration.ofMillis(1500)).distinct())
                .containsExactlyInAnyOrder(Duration.ZERO, Duration.ofSeconds(1));
        assertThat(delays(Duration.ofSeconds(1)).distinct()).containsExactly(Duration.ZERO);
        assertThat(delays(Duration.ZERO).distinct()).containsExactly(Duration.ZERO);
    }

    /** Those of a thousand firings. */
    private static Stream<Duration> delays(Duration most) {
        ScheduleSpec spec = Specs.every(60).jitter(most).spec();
        return IntStream.range(0, 1000).mapToObj(i -> Jitter.of(spec, DUE.plusSeconds(60L * i)));
    }
}
