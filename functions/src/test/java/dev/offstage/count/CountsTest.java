package dev.offstage.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.Tasks;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CountsTest {
    private static EndedTask task(String type, TaskState state, @Nullable String code, @Nullable Long ms) {
        return new EndedTask(Tasks.id(Tasks.NOON), type, state, code, ms);
    }

    @Test
    void whatEndedIsCountedByTypeAndState() {
        Counts counts = Counts.of(List.of(
                task("a", TaskState.SUCCEEDED, null, 10L),
                task("a", TaskState.SUCCEEDED, null, 21L),
                task("a", TaskState.FAILED, "broken", 5L),
                task("b", TaskState.CANCELLED, null, null),
                task("b", TaskState.EXPIRED, null, null)));

        assertThat(counts.types())
                .isEqualTo(Map.of(
                        "a", new TypeCounts(2, 1, 0, 0, 0, 3, 36, 21), "b", new TypeCounts(0, 0, 1, 1, 0, 0, 0, 0)));
        assertThat(counts.total()).isEqualTo(new TypeCounts(2, 1, 1, 1, 0, 3, 36, 21));
        assertThat(counts.total().ended()).isEqualTo(5);
        assertThat(counts.total().meanMs()).isEqualTo(12);
        assertThat(TypeCounts.NONE.meanMs()).isZero();
        assertThat(counts.failures()).isEqualTo(Map.of(new Cause("a", "broken"), 1L));
        assertThat(counts.slowest()).extracting(Run::ms).containsExactly(21L, 10L, 5L);
    }

    @Test
    void partsAddUpToTheWhole() {
        List<EndedTask> tasks = IntStream.range(0, 60)
                .mapToObj(i -> task(
                        "t" + i % 3,
                        i % 4 == 0 ? TaskState.FAILED : TaskState.SUCCEEDED,
                        i % 4 == 0 ? "c" + i % 5 : null,
                        (long) i))
                .toList();

        Counts parts = Counts.of(tasks.subList(0, 20))
                .plus(Counts.of(tasks.subList(20, 21)))
                .plus(Counts.NONE)
                .plus(Counts.of(tasks.subList(21, 60)));

        assertThat(parts).isEqualTo(Counts.of(tasks));
        assertThat(parts.slowest())
                .extracting(Run::ms)
                .containsExactlyElementsOf(
                        LongStream.iterate(59, ms -> ms - 1).limit(10).boxed().toList());
    }

    @Test
    void howeverManyTypesAndCodesThereAreTheRestIsCountedTogether() {
        List<EndedTask> tasks = IntStream.range(0, 1000)
                .mapToObj(i -> task("type " + i, TaskState.FAILED, "code ".repeat(30) + i, 1L))
                .toList();

        Counts counts = Counts.of(tasks).plus(Counts.of(tasks));

        assertThat(counts.types()).hasSizeLessThanOrEqualTo(201).containsKey(Counts.OTHERS);
        assertThat(counts.total().failed()).isEqualTo(2000);
        assertThat(counts.failures()).hasSizeLessThanOrEqualTo(201);
        assertThat(counts.failures().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(2000);
        assertThat(counts.failures().keySet()).allMatch(cause -> cause.code().length() <= 60);
    }

    @Test
    void aQuarterBeginsAtEveryFullOne() {
        assertThat(QuarterCount.begin(Instant.parse("2026-03-01T12:14:59.999Z")))
                .isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(QuarterCount.begin(Instant.parse("2026-03-01T12:45:00Z")))
                .isEqualTo(Instant.parse("2026-03-01T12:45:00Z"));
    }
}
