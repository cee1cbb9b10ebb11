package dev.offstage.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every {@link WalkMarks} does. */
public interface WalkMarksContract {
    /** Before the first walk. */
    WalkMarks newMarks();

    @Test
    default void ofTwoOnOneWalkOneGoesOn() {
        WalkMarks marks = newMarks();

        assertThat(marks.find("hours")).isEmpty();
        assertThat(marks.move("hours", null, "a")).isTrue();
        assertThat(marks.move("hours", null, "b")).isFalse();
        assertThat(marks.find("hours")).contains("a");
        assertThat(marks.find("others")).isEmpty();
        assertThat(marks.move("hours", "a", "b")).isTrue();
        assertThat(marks.move("hours", "a", "c")).isFalse();
        assertThat(marks.find("hours")).contains("b");
    }

    @Test
    default void whoAsksAgainIsToldTheSame() {
        WalkMarks marks = newMarks();

        assertThat(marks.move("hours", null, "a")).isTrue();
        assertThat(marks.move("hours", null, "a")).isTrue();
        assertThat(marks.move("hours", "a", null)).isTrue();
        assertThat(marks.move("hours", "a", null)).isTrue();
        assertThat(marks.find("hours")).isEmpty();
        assertThat(marks.move("hours", null, "b")).isTrue();
        assertThat(marks.find("hours")).contains("b");
    }
}
