package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link HostPace} does. */
interface HostPaceContract {
    Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
    Duration PACE = Duration.ofSeconds(2);

    HostPace pace();

    @Test
    default void aFreeHostGivesThePresent() {
        assertThat(pace().reserve("a.example", PACE, NOON)).isEqualTo(NOON);
    }

    @Test
    default void eachFurtherCallerComesOnePaceLater() {
        assertThat(pace().reserve("a.example", PACE, NOON)).isEqualTo(NOON);
        assertThat(pace().reserve("a.example", PACE, NOON.plusMillis(10))).isEqualTo(NOON.plusSeconds(2));
        assertThat(pace().reserve("a.example", PACE, NOON.plusMillis(20))).isEqualTo(NOON.plusSeconds(4));
    }

    @Test
    default void aHostIsFreeAgainOnePaceAfterItsLastMoment() {
        assertThat(pace().reserve("a.example", PACE, NOON)).isEqualTo(NOON);
        assertThat(pace().reserve("a.example", PACE, NOON.plusMillis(2000))).isEqualTo(NOON.plusMillis(2000));
        assertThat(pace().reserve("a.example", PACE, NOON.plusMillis(4001))).isEqualTo(NOON.plusMillis(4001));
        assertThat(pace().reserve("a.example", PACE, NOON.plusMillis(4002))).isEqualTo(NOON.plusMillis(6001));
    }

    @Test
    default void aCallerWhoseClockIsBehindQueuesUpLikeAnyOther() {
        assertThat(pace().reserve("a.example", PACE, NOON)).isEqualTo(NOON);
        assertThat(pace().reserve("a.example", PACE, NOON.minusSeconds(100))).isEqualTo(NOON.plusSeconds(2));
        assertThat(pace().reserve("a.example", PACE, NOON.plusSeconds(3))).isEqualTo(NOON.plusSeconds(4));
    }

    @Test
    default void hostsDoNotWaitForEachOther() {
        assertThat(pace().reserve("a.example", PACE, NOON)).isEqualTo(NOON);
        assertThat(pace().reserve("b.example", PACE, NOON)).isEqualTo(NOON);
    }

    @Test
    default void aPaceOfZeroHoldsNobodyUp() {
        assertThat(pace().reserve("a.example", Duration.ZERO, NOON)).isEqualTo(NOON);
        assertThat(pace().reserve("a.example", Duration.ZERO, NOON)).isEqualTo(NOON);
        assertThat(pace().reserve("a.example", Duration.ZERO, NOON.plusMillis(1)))
                .isEqualTo(NOON.plusMillis(1));
    }

    @Test
    default void fractionsOfAMillisecondNeverBringTwoMomentsTogether() {
        Duration uneven = Duration.ofNanos(1_500_001);
        Instant first = pace().reserve("a.example", uneven, NOON.plusNanos(999_999));
        Instant second = pace().reserve("a.example", uneven, NOON.plusNanos(999_999));
        Instant third = pace().reserve("a.example", uneven, NOON.plusNanos(999_999));

        assertThat(first).isEqualTo(NOON.plusNanos(999_999));
        assertThat(Duration.between(first, second)).isGreaterThanOrEqualTo(uneven);
        assertThat(Duration.between(second, third)).isGreaterThanOrEqualTo(uneven);
    }

    @Test
    default void fiftyCallersAtOnceGetFiftyMomentsInARow() {
        var moments = AtOnce.call(50, caller -> pace().reserve("a.example", PACE, NOON));

        assertThat(moments.stream().sorted())
                .containsExactlyElementsOf(IntStream.range(0, 50)
                        .mapToObj(place -> NOON.plus(PACE.multipliedBy(place)))
                        .toList());
    }
}
