package dev.offstage.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.Tasks;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link DayCounts} does. */
public interface DayCountsContract {
    Instant QUARTER = Instant.parse("2026-03-01T12:15:00Z");

    /** None counted yet. */
    DayCounts newCounts();

    private static Followed followed(Instant quarter, String name, int tasks) {
        List<TaskId> ids = IntStream.range(0, tasks)
                .mapToObj(i -> Tasks.id(quarter.plusMillis(i)))
                .toList();
        return new Followed(quarter, name, Map.of("work", ids, "more", List.of(Tasks.id(quarter))), Counts.NONE, 1);
    }

    private static EndedTask ended(TaskId id) {
        return new EndedTask(id, "work", TaskState.FAILED, "broken \"<&> ü", 7L);
    }

    @Test
    default void aQuarterIsStoredOnce() {
        DayCounts counts = newCounts();
        QuarterCount first =
                QuarterCount.empty(QUARTER).plus(Counts.of(List.of(ended(Tasks.id(QUARTER)))), List.of("1-0", "2-0"));

        assertThat(counts.close(first)).isTrue();
        assertThat(counts.close(first)).isTrue();
        assertThat(counts.close(QuarterCount.empty(QUARTER))).isFalse();
        assertThat(counts.close(QuarterCount.empty(QUARTER.plusSeconds(900)))).isTrue();

        assertThat(counts.between(QUARTER, QUARTER.plusSeconds(900)).quarters()).containsExactly(first);
        assertThat(counts.between(QUARTER.minusSeconds(900), QUARTER).quarters())
                .isEmpty();
        assertThat(counts.between(QUARTER, QUARTER.plusSeconds(1800)).quarters())
                .containsExactly(first, QuarterCount.empty(QUARTER.plusSeconds(900)));
    }

    @Test
    default void aNameIsTakenOnceAndHasTheTasksThatItWasGiven() {
        DayCounts counts = newCounts();
        Followed first = followed(QUARTER, "1-0", 3);
        Followed other = followed(QUARTER, "1-0", 3);
        Followed elsewhere = followed(QUARTER.plusSeconds(900), "1-0", 1);

        assertThat(counts.follow(first)).isTrue();
        assertThat(counts.follow(first)).isTrue();
        assertThat(counts.follow(other)).isFalse();
        assertThat(counts.follow(elsewhere)).isTrue();

        assertThat(counts.between(QUARTER, QUARTER.plusSeconds(900)).followed()).containsExactly(first);
        assertThat(counts.between(QUARTER, QUARTER.plusSeconds(1800)).followed())
                .containsExactly(first, elsewhere);
        DayCounts.Known known = counts.between(QUARTER, QUARTER.plusSeconds(1800));
        assertThat(known.of(QuarterCount.empty(QUARTER))).isEmpty();
        assertThat(known.of(new QuarterCount(QUARTER, Counts.NONE, List.of("1-0"))))
                .containsExactly(first);
    }

    @Test
    default void ofTwoWhoLookedOneIsBelieved() {
        DayCounts counts = newCounts();
        Followed seen = followed(QUARTER, "1-0", 4);
        assertThat(counts.follow(seen)).isTrue();
        Followed one = seen.after(List.of(ended(seen.ids().getFirst())), List.of());
        Followed two = seen.after(List.of(), List.of(seen.ids().getLast()));

        assertThat(counts.replace(seen, one)).isTrue();
        assertThat(counts.replace(seen, one)).isTrue();
        assertThat(counts.replace(seen, two)).isFalse();

        assertThat(counts.between(QUARTER, QUARTER.plusSeconds(900)).followed()).containsExactly(one);
        Followed last = one.after(List.of(), one.ids());
        assertThat(counts.replace(one, last)).isTrue();
        assertThat(last.open()).isEmpty();
        assertThat(last.ended().total()).isEqualTo(new TypeCounts(0, 1, 0, 0, 4, 1, 7, 7));
        assertThat(counts.between(QUARTER, QUARTER.plusSeconds(900)).followed()).containsExactly(last);
    }

    @Test
    default void asManyAsOneNameTakesFitIn() {
        DayCounts counts = newCounts();
        Followed many = followed(QUARTER, "1-0", Followed.MOST - 1);

        assertThat(counts.follow(many)).isTrue();

        assertThat(counts.between(QUARTER, QUARTER.plusSeconds(900)).followed()).containsExactly(many);
    }
}
