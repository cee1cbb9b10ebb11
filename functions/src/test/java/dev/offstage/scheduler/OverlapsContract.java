package dev.offstage.scheduler;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.Tasks;
import dev.offstage.task.TaskId;
import org.junit.jupiter.api.Test;

/** What every {@link Overlaps} does. */
public interface OverlapsContract {
    Overlaps newOverlaps();

    @Test
    default void slotsComeBackAsTheyWere() {
        Overlaps overlaps = newOverlaps();
        TaskId active = Tasks.id(NOON);
        TaskId waiting = Tasks.id(NOON);
        Slots none = overlaps.find("a");
        assertThat(none).isEqualTo(Slots.none("a"));

        Slots one = none.with(active, null);
        assertThat(overlaps.replace(none, one)).isTrue();
        assertThat(overlaps.find("a")).isEqualTo(one);
        Slots both = one.with(active, waiting);
        assertThat(overlaps.replace(one, both)).isTrue();
        assertThat(overlaps.find("a")).isEqualTo(both);
        assertThat(overlaps.find("b")).isEqualTo(Slots.none("b"));
    }

    @Test
    default void onlyWhoSawThemLastChangesThem() {
        Overlaps overlaps = newOverlaps();
        Slots none = overlaps.find("a");
        Slots mine = none.with(Tasks.id(NOON), null);
        Slots other = none.with(Tasks.id(NOON), null);

        assertThat(overlaps.replace(none, mine)).isTrue();
        assertThat(overlaps.replace(none, mine)).as("asked again").isTrue();
        assertThat(overlaps.replace(none, other)).isFalse();
        assertThat(overlaps.replace(mine, mine.with(null, null))).isTrue();
        assertThat(overlaps.replace(none, mine)).as("too late").isFalse();
        assertThat(overlaps.find("a")).isEqualTo(new Slots("a", null, null, 2));
    }
}
