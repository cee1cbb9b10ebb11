package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnsTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private Instant now = START;
    private Instant nextFree = START;
    private int reserved;
    private final Turns turns = turns(Duration.ofSeconds(2));

    @Test
    void aFreeHostIsAskedAtOnce() throws InterruptedException {
        assertThat(turns.take(null, now)).isEmpty();
        assertThat(now).isEqualTo(START);
    }

    @ParameterizedTest
    @CsvSource({"300,0", "1249,0", "1250,1", "2000,1", "2249,1", "2250,2", "60000,59", "880249,879", "900000,839"})
    void aSnoozeEndsALittleBeforeTheTurnAndAFarOneWellBefore(long aheadMs, long seconds) throws InterruptedException {
        nextFree = START.plusMillis(aheadMs);

        Optional<Turns.Later> later = turns.take(null, now);
        if (seconds == 0) {
            assertThat(later).isEmpty();
            assertThat(now).isEqualTo(START.plusMillis(aheadMs));
        } else {
            assertThat(later).contains(new Turns.Later(Duration.ofSeconds(seconds), START.plusMillis(aheadMs)));
        }
    }

    @Test
    void aHeldTurnIsKeptUntilItIsATenthOfASecondLate() throws InterruptedException {
        now = START.plusMillis(100);
        assertThat(turns.take(START, now)).isEmpty();
        assertThat(reserved).isZero();

        now = START.plusMillis(101);
        assertThat(turns.take(START, now)).isEmpty();
        assertThat(reserved).isEqualTo(1);
    }

    @Test
    void whoOversleepsInsideReservesAgain() throws InterruptedException {
        nextFree = START.plusMillis(500);
        Turns sleepy = new Turns("h", Duration.ofSeconds(2), this::reserve, () -> now, moment -> {
            now = reserved == 1 ? moment.plusMillis(150) : moment;
        });

        assertThat(sleepy.take(null, START.plusSeconds(5))).isEmpty();
        assertThat(reserved).isEqualTo(2);
        assertThat(now).isEqualTo(START.plusMillis(2_500));
    }

    @Test
    void whatIsBeforeTheGivenMomentIsWaitedForInside() throws InterruptedException {
        nextFree = START.plusSeconds(5);
        assertThat(turns.take(null, START.plusSeconds(5))).isEmpty();
        assertThat(now).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void withoutAPaceNothingIsReserved() throws InterruptedException {
        assertThat(turns(Duration.ZERO).take(START.plusSeconds(60), now)).isEmpty();
        assertThat(reserved).isZero();
        assertThat(now).isEqualTo(START);
    }

    private Turns turns(Duration pace) {
        return new Turns("h", pace, this::reserve, () -> now, moment -> now = moment.isAfter(now) ? moment : now);
    }

    private Instant reserve(String host, Duration pace, Instant at) {
        reserved++;
        Instant turn = nextFree.isBefore(at) ? at : nextFree;
        nextFree = turn.plus(pace);
        return turn;
    }
}
