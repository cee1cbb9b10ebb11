package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.task.TaskId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Redrives} does. */
public interface RedrivesContract {
    Redrives newRedrives();

    @Test
    default void aRedriveComesBackAsItWas() {
        Redrives redrives = newRedrives();
        Redrive made = redrive("work");

        assertThat(redrives.create(made)).isTrue();
        assertThat(redrives.create(made)).isFalse();
        assertThat(redrives.find(made.id())).contains(made);
        assertThat(redrives.find(Tasks.id(NOON))).isEmpty();
    }

    @Test
    default void aWriteThatSawAnOlderRevisionLoses() {
        Redrives redrives = newRedrives();
        Redrive made = redrive(null);
        assertThat(redrives.create(made)).isTrue();
        List<TaskId> portion = List.of(Tasks.id(NOON), Tasks.id(NOON));
        Redrive next = made.advanced("place", portion, 0, 3);

        assertThat(redrives.replace(made, next)).isTrue();
        assertThat(redrives.replace(made, made.advanced(null, List.of(), 0, 0))).isFalse();
        assertThat(redrives.find(made.id())).contains(next);
    }

    @Test
    default void onlyThoseThatAreNotFinishedAreOpen() {
        Redrives redrives = newRedrives();
        Redrive first = redrive(null);
        Redrive second = redrive("work");
        assertThat(redrives.create(first)).isTrue();
        assertThat(redrives.create(second)).isTrue();
        assertThat(redrives.open()).containsExactlyInAnyOrder(first, second);

        Redrive finished = first.finished(0, 1, NOON);

        assertThat(redrives.replace(first, finished)).isTrue();
        assertThat(redrives.open()).containsExactly(second);
        assertThat(redrives.find(first.id())).contains(finished);
    }

    private static Redrive redrive(String type) {
        return Redrive.of(Tasks.id(NOON), type, NOON.minusSeconds(60), NOON, NOON.plusMillis(1), 5, false);
    }
}
