package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.task.QueueName;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link SweepMark} does. */
public interface SweepMarkContract {
    /** Before the first sweep. */
    SweepMark newMark();

    @Test
    default void ofTwoSweepsOneMovesTheMark() {
        SweepMark mark = newMark();
        SweepMark.Mark first = new SweepMark.Mark(NOON, Map.of(QueueName.LOW, Tasks.id(NOON)), 7);
        SweepMark.Mark second = new SweepMark.Mark(NOON.plusSeconds(60), Map.of(), 0);

        assertThat(mark.read()).isEmpty();
        assertThat(mark.move(null, first)).isTrue();
        assertThat(mark.move(null, second)).isFalse();
        assertThat(mark.read()).contains(first);
        assertThat(mark.move(first, second)).isTrue();
        assertThat(mark.move(first, first)).isFalse();
        assertThat(mark.read()).contains(second);
    }

    @Test
    default void theBeginningIsNotedOnce() {
        SweepMark mark = newMark();

        assertThat(mark.begun()).isEmpty();
        mark.begin(NOON);
        mark.begin(NOON.plusSeconds(60));
        assertThat(mark.begun()).contains(NOON);
        assertThat(mark.read()).isEmpty();
    }
}
