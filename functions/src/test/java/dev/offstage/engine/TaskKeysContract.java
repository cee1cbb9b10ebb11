package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link TaskKeys} does. */
public interface TaskKeysContract {
    Instant LATER = NOON.plusSeconds(3600);

    /** Without any key. */
    TaskKeys newKeys();

    @Test
    default void aKeyBelongsToItsFirstTask() {
        TaskKeys keys = newKeys();
        TaskId first = Tasks.id(NOON);

        assertThat(keys.find("k")).isEmpty();
        assertThat(keys.claim("k", first, LATER)).isEqualTo(first);
        assertThat(keys.claim("k", Tasks.id(NOON), LATER)).isEqualTo(first);
        assertThat(keys.find("k")).contains(first);
    }

    @Test
    default void ofManyAtTheSameInstantOneWins() {
        TaskKeys keys = newKeys();

        Set<TaskId> holders = Stream.generate(() -> Tasks.id(NOON))
                .limit(40)
                .gather(Gatherers.mapConcurrent(20, task -> keys.claim("k", task, LATER)))
                .collect(Collectors.toSet());

        assertThat(holders).hasSize(1);
    }

    @Test
    default void aKeyMovesOnlyFromItsHolder() {
        TaskKeys keys = newKeys();
        TaskId first = keys.claim("k", Tasks.id(NOON), LATER);
        TaskId second = Tasks.id(NOON);

        assertThat(keys.move("k", first, second, LATER)).isTrue();
        assertThat(keys.move("k", first, Tasks.id(NOON), LATER)).isFalse();
        assertThat(keys.find("k")).contains(second);
    }

    @Test
    default void aMoveThatIsRepeatedHolds() {
        TaskKeys keys = newKeys();
        TaskId first = keys.claim("k", Tasks.id(NOON), LATER);
        TaskId second = Tasks.id(NOON);

        assertThat(keys.move("k", first, second, LATER)).isTrue();
        assertThat(keys.move("k", first, second, LATER)).isTrue();
    }
}
