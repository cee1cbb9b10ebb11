package dev.offstage.scheduler;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.schedule.Origin;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link ScheduleStore} does. */
public interface ScheduleStoreContract {
    ScheduleStore newStore();

    @Test
    default void aScheduleComesBackAsItWas() {
        ScheduleStore store = newStore();
        for (ScheduleSpec spec : ScheduleSpecs.ofAllKinds()) {
            Schedule schedule = new Schedule(
                    spec,
                    Origin.CODE,
                    3,
                    7,
                    NOON,
                    NOON.plusMillis(5),
                    NOON.plusSeconds(9),
                    NOON,
                    NOON.plusSeconds(60),
                    2);

            assertThat(store.create(schedule)).isTrue();
            assertThat(store.find(spec.name())).contains(schedule);
        }
        assertThat(store.find("another")).isEmpty();
    }

    @Test
    default void aNameIsTakenOnce() {
        ScheduleStore store = newStore();
        Schedule first = schedule("a", NOON);

        assertThat(store.create(first)).isTrue();
        assertThat(store.create(first)).as("asked again").isTrue();
        assertThat(store.create(moved(first, NOON.plusSeconds(1), null))).isFalse();
        assertThat(store.find("a")).contains(first);
    }

    @Test
    default void aWriteThatSawAnotherRevisionOrPlaceLoses() {
        ScheduleStore store = newStore();
        Schedule first = schedule("a", NOON);
        assertThat(store.create(first)).isTrue();
        Schedule placed = moved(first, NOON.plusSeconds(1), NOON.plusSeconds(60));
        Schedule paused = Revisions.paused(first, NOON.plusSeconds(1));

        assertThat(store.replace(first, placed)).isTrue();
        assertThat(store.replace(first, placed)).as("asked again").isTrue();
        assertThat(store.replace(first, paused)).as("of another place").isFalse();
        assertThat(store.replace(placed, Revisions.paused(placed, NOON.plusSeconds(1))))
                .isTrue();
        assertThat(store.replace(placed, moved(placed, NOON.plusSeconds(2), null)))
                .as("of another revision")
                .isFalse();
        assertThat(store.replace(schedule("b", NOON), schedule("b", NOON.plusSeconds(1))))
                .isFalse();
        assertThat(store.find("b")).isEmpty();
    }

    @Test
    default void onlyWhoSawItLastDeletesIt() {
        ScheduleStore store = newStore();
        Schedule first = schedule("a", NOON);
        Schedule placed = moved(first, NOON.plusSeconds(1), null);
        assertThat(store.create(first)).isTrue();
        assertThat(store.replace(first, placed)).isTrue();

        assertThat(store.delete(first)).isFalse();
        assertThat(store.delete(placed)).isTrue();
        assertThat(store.find("a")).isEmpty();
        assertThat(store.delete(placed)).isFalse();
    }

    @Test
    default void theyAreListedByName() {
        ScheduleStore store = newStore();
        for (String name : new String[] {"c", "a", "d-1", "b"}) {
            assertThat(store.create(schedule(name, NOON))).isTrue();
        }

        assertThat(store.list(null, 10)).extracting(Schedule::name).containsExactly("a", "b", "c", "d-1");
        assertThat(store.list(null, 2)).extracting(Schedule::name).containsExactly("a", "b");
        assertThat(store.list("b", 2)).extracting(Schedule::name).containsExactly("c", "d-1");
        assertThat(store.list("d-1", 2)).isEmpty();
    }

    @Test
    default void thoseAreDueWhoseNextFiringHasCome() {
        ScheduleStore store = newStore();
        assertThat(store.create(schedule("late", NOON.minusSeconds(60)))).isTrue();
        assertThat(store.create(schedule("now", NOON))).isTrue();
        assertThat(store.create(schedule("soon", NOON.plusMillis(1)))).isTrue();
        assertThat(store.create(schedule("never", null))).isTrue();
        assertThat(store.create(schedule("far", Instant.parse("2300-01-01T00:00:00Z"))))
                .isTrue();

        assertThat(store.dueUpTo(NOON, 10)).containsExactly("late", "now");
        assertThat(store.dueUpTo(NOON, 1)).containsExactly("late");

        Schedule late = store.find("late").orElseThrow();
        assertThat(store.replace(late, moved(late, NOON, null))).isTrue();
        assertThat(store.dueUpTo(NOON.plusSeconds(60), 10)).containsExactly("now", "soon");
    }

    private static Schedule schedule(String name, @Nullable Instant next) {
        return new Schedule(ScheduleSpecs.every(60).named(name), Origin.API, 1, 1, NOON, NOON, null, NOON, next, 0);
    }

    private static Schedule moved(Schedule seen, Instant upTo, @Nullable Instant next) {
        return Revisions.placed(seen, upTo, next, 1);
    }
}
