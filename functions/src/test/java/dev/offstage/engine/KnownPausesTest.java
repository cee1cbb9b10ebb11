package dev.offstage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KnownPausesTest {
    private static final Pauses LOW = new Pauses(Set.of(Pause.of(QueueName.LOW)));
    private static final Duration LATER = Duration.ofSeconds(2);

    private final InMemoryPauseBoard board = new InMemoryPauseBoard();
    private boolean away;
    private final TestClock clock = new TestClock("2026-11-21T12:00:00Z");
    private final KnownPauses known = new KnownPauses(new SometimesAway(), clock);

    private Pauses inForce() {
        return known.inForce((event, facts) -> {});
    }

    @Test
    void whereNobodyCouldReadThePausesNothingIsSaidToRun() {
        board.pause(Pause.of(QueueName.LOW));
        away = true;
        assertThatThrownBy(this::inForce).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(this::inForce).isInstanceOf(UnavailableException.class);

        away = false;
        assertThat(inForce()).isEqualTo(LOW);
    }

    @Test
    void thoseKnownBeforeAreHeededWhileTheBoardIsAway() {
        board.pause(Pause.of(QueueName.LOW));
        assertThat(inForce()).isEqualTo(LOW);
        away = true;
        clock.advance(LATER);
        assertThat(inForce()).isEqualTo(LOW);
    }

    @Test
    void aPauseIsHeededWithinTwoSeconds() {
        assertThat(inForce()).isEqualTo(Pauses.NONE);
        board.pause(Pause.of(QueueName.LOW));
        clock.advance(LATER);
        assertThat(inForce()).isEqualTo(LOW);
    }

    private final class SometimesAway implements PauseBoard {
        @Override
        public Board read() {
            if (away) {
                throw new UnavailableException("The board is away.");
            }
            return board.read();
        }

        @Override
        public void pause(Pause pause) {
            board.pause(pause);
        }

        @Override
        public void resume(Pause pause, Instant at) {
            board.resume(pause, at);
        }

        @Override
        public void released(Pause pause, Instant resumedAt) {
            board.released(pause, resumedAt);
        }
    }
}
