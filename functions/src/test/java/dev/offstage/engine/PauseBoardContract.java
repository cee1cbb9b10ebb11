package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.PauseBoard.Board;
import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import dev.offstage.task.QueueName;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link PauseBoard} does. */
public interface PauseBoardContract {
    Pause LOW = Pause.of(QueueName.LOW);
    Pause MAILS = Pause.ofType("send-email");
    Instant LATER = NOON.plusMillis(1);

    /** An empty board. */
    PauseBoard newBoard();

    @Test
    default void nothingIsPausedAtFirst() {
        assertThat(newBoard().read()).isEqualTo(board(Set.of(), Map.of()));
    }

    @Test
    default void whatIsPausedOnceOrTwiceIsInForceUntilItIsResumed() {
        PauseBoard board = newBoard();

        board.pause(LOW);
        board.pause(MAILS);
        board.pause(MAILS);

        assertThat(board.read()).isEqualTo(board(Set.of(LOW, MAILS), Map.of()));
        board.resume(MAILS, NOON);
        assertThat(board.read()).isEqualTo(board(Set.of(LOW), Map.of(MAILS, NOON)));
    }

    @Test
    default void whatIsNotPausedIsNotResumed() {
        PauseBoard board = newBoard();

        board.resume(LOW, NOON);
        assertThat(board.read()).isEqualTo(board(Set.of(), Map.of()));

        board.pause(LOW);
        board.resume(LOW, NOON);
        board.resume(LOW, LATER);
        assertThat(board.read()).isEqualTo(board(Set.of(), Map.of(LOW, NOON)));
    }

    @Test
    default void whatIsReleasedIsForgotten() {
        PauseBoard board = newBoard();
        board.pause(LOW);
        board.resume(LOW, NOON);

        board.released(LOW, NOON);
        board.released(LOW, NOON);

        assertThat(board.read()).isEqualTo(board(Set.of(), Map.of()));
    }

    @Test
    default void whatIsPausedAgainIsNoLongerReleasing() {
        PauseBoard board = newBoard();
        board.pause(LOW);
        board.resume(LOW, NOON);

        board.pause(LOW);
        board.released(LOW, NOON);

        assertThat(board.read()).isEqualTo(board(Set.of(LOW), Map.of()));
    }

    @Test
    default void whatIsResumedAgainStaysListedForItsLaterEnd() {
        PauseBoard board = newBoard();
        board.pause(LOW);
        board.resume(LOW, NOON);
        board.pause(LOW);
        board.resume(LOW, LATER);

        board.released(LOW, NOON);

        assertThat(board.read()).isEqualTo(board(Set.of(), Map.of(LOW, LATER)));
    }

    private static Board board(Set<Pause> inForce, Map<Pause, Instant> releasing) {
        return new Board(new Pauses(inForce), releasing);
    }
}
