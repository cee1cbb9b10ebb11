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
        SweepMark.Mark first = new SweepMark.Mark(NOON, Map.of(QueueName.LOW, Tasks.id(NOON)));
        SweepMark.Mark second = new SweepMark.Mark(NOON.plusSeconds(60), Map.of());

        assertThat(mark.read()).isEmpty();
        assertThat(mark.move(null, first)).isTrue();
        assertThat(mark.move(null, second)).isFalse();
        assertThat(mark.read()).contains(first);
        assertThat(mark.move(first, second)).isTrue();
        assertThat(mark.move(first, first)).isFalse();
        assertThat(mark.read()).contains(second);
    }
}
