package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.count.Counts;
import dev.offstage.count.EndedTask;
import dev.offstage.count.QuarterCount;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link SweepMark} does. */
public interface SweepMarkContract {
    /** Before the first sweep. */
    SweepMark newMark();

    @Test
    default void ofTwoSweepsOneMovesTheMark() {
        SweepMark mark = newMark();
        EndedTask failed = new EndedTask(Tasks.id(NOON), "work", TaskState.FAILED, "broken", 12L);
        QuarterCount counted = QuarterCount.empty(NOON).plus(Counts.of(List.of(failed)), List.of("a", "b"));
        SweepMark.Mark first = new SweepMark.Mark(NOON, Map.of(QueueName.LOW, Tasks.id(NOON)), 7, counted);
        SweepMark.Mark second = new SweepMark.Mark(NOON.plusSeconds(60), Map.of(), 0, QuarterCount.empty(NOON));

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
