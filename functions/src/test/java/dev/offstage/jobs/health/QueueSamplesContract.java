package dev.offstage.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.QueueGauge.Depth;
import dev.offstage.engine.TestClock;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link QueueSamples} does. */
interface QueueSamplesContract {
    Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    QueueSamples samples();

    /** The one by which the samples age; it shows {@link #NOON} at first. */
    TestClock clock();

    static QueueSample sample(Instant at, long visible) {
        return new QueueSample(
                at,
                Map.of(
                        QueueName.HIGH, new Depth(visible, 2, 3, 4),
                        QueueName.DEFAULT, new Depth(0, 0, 0, 0),
                        QueueName.LOW, new Depth(1_000_000_000_000L, 0, 0, 1)));
    }

    @Test
    default void whatIsAddedIsListedOldestFirst() {
        QueueSample first = sample(NOON, 1);
        QueueSample second = sample(NOON.plusSeconds(900), 2);

        assertThat(samples().add(second)).isTrue();
        assertThat(samples().add(first)).isTrue();

        assertThat(samples().between(NOON, NOON.plusSeconds(901))).isEqualTo(List.of(first, second));
    }

    @Test
    default void ofAMinuteTheFirstStays() {
        assertThat(samples().add(sample(NOON, 1))).isTrue();

        assertThat(samples().add(sample(NOON, 2))).isFalse();
        assertThat(samples().add(sample(NOON, 1))).as("the same again").isTrue();

        assertThat(samples().between(NOON, NOON.plusSeconds(1))).isEqualTo(List.of(sample(NOON, 1)));
    }

    @Test
    default void aRangeHasItsStartAndNotItsEnd() {
        for (int quarter = 0; quarter < 4; quarter++) {
            assertThat(samples().add(sample(NOON.plusSeconds(900L * quarter), quarter)))
                    .isTrue();
        }

        assertThat(samples().between(NOON.plusSeconds(900), NOON.plusSeconds(1800)))
                .isEqualTo(List.of(sample(NOON.plusSeconds(900), 1)));
        assertThat(samples().between(NOON.plusMillis(1), NOON.plusSeconds(900).plusMillis(1)))
                .isEqualTo(List.of(sample(NOON.plusSeconds(900), 1)));
        assertThat(samples().between(NOON, NOON)).isEmpty();
        assertThat(samples().between(NOON.plusSeconds(900), NOON)).isEmpty();
        assertThat(samples().between(Instant.EPOCH, NOON)).isEmpty();
    }

    @Test
    default void afterFourteenDaysTheyAreGone() {
        assertThat(samples().add(sample(NOON, 1))).isTrue();
        assertThat(samples().add(sample(NOON.plusSeconds(900), 2))).isTrue();

        clock().advance(Duration.ofDays(14).plusSeconds(1));

        assertThat(samples().between(Instant.EPOCH, clock().instant()))
                .isEqualTo(List.of(sample(NOON.plusSeconds(900), 2)));
    }

    @Test
    default void fourteenDaysOfThemAreListed() {
        int count = 14 * 96;
        IntStream.range(0, count)
                .forEach(i -> assertThat(samples().add(sample(NOON.plusSeconds(900L * i), i)))
                        .isTrue());

        assertThat(samples().between(NOON, NOON.plus(Duration.ofDays(14)))).hasSize(count);
    }
}
