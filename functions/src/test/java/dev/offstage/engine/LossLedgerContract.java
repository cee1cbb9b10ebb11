package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.LossLedger.Count;
import dev.offstage.engine.LossLedger.Open;
import dev.offstage.engine.LossLedger.Picture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link LossLedger} does. */
public interface LossLedgerContract {
    LossLedger newLedger();

    @Test
    default void thePictureOfTwoTicksIsThatOfTheFirst() {
        LossLedger ledger = newLedger();
        Picture first = new Picture(NOON, 3, Map.of(), List.of(), null, 1);
        Picture second = new Picture(
                NOON.plusSeconds(60),
                7,
                Map.of(NOON, new Open(3, 2, 1), NOON.minus(Duration.ofHours(5)), new Open(0, 1, 0)),
                List.of(Tasks.id(NOON), Tasks.id(NOON)),
                new Count(NOON, "3/x", Map.of(NOON, new Open(5, 0, 0))),
                2);
        assertThat(ledger.picture()).isEmpty();

        assertThat(ledger.replace(null, first)).isTrue();
        assertThat(ledger.replace(null, second)).isFalse();
        assertThat(ledger.picture()).contains(first);
        assertThat(ledger.replace(first, second)).isTrue();
        assertThat(ledger.replace(first, first)).isFalse();
        assertThat(ledger.picture()).contains(second);
    }

    @Test
    default void rowsAreFoundByTheirHours() {
        LossLedger ledger = newLedger();
        for (int hour = -3; hour < 3; hour++) {
            ledger.close(NOON.plus(Duration.ofHours(hour)), 10 + hour);
        }
        ledger.close(NOON, 99);

        assertThat(ledger.accepted(NOON.minus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(1))))
                .isEqualTo(Map.of(NOON.minus(Duration.ofHours(1)), 9L, NOON, 99L, NOON.plus(Duration.ofHours(1)), 11L));
        assertThat(ledger.accepted(NOON.plus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(2))))
                .isEmpty();
    }
}
