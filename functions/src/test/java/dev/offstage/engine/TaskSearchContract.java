package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.Pauses;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskDraft;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link TaskSearch} does: page by page it finds what looking at every task would find. */
public interface TaskSearchContract {
    /** Tasks of three hours were accepted before this moment. */
    Instant NOW = NOON.plus(Duration.ofHours(3));

    /** A store with nothing in it, whose first sweep looked back to noon, and a search in it. */
    Searched newSearch();

    /** A store and what looks through it. */
    record Searched(TaskStore store, TaskSearch search) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    default void pagesTogetherHoldWhatOneLookAtEverythingFinds(long seed) {
        Random random = new Random(seed);
        Searched searched = newSearch();
        List<TaskRecord> tasks = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            tasks.add(anyTask(searched.store(), random));
        }
        for (int i = 0; i < 7; i++) {
            TaskFilter filter = anyFilter(random);
            int limit = 1 + random.nextInt(40);
            assertThat(walk(searched.search(), filter, limit))
                    .as("seed %s, limit %s, %s", seed, limit, filter)
                    .isEqualTo(model(tasks, filter));
        }
    }

    private static List<TaskId> model(List<TaskRecord> tasks, TaskFilter filter) {
        return tasks.stream()
                .filter(task -> filter.covers(task.id()) && filter.admits(task, NOW))
                .filter(task -> filter.admitsArgs(task.spec().args()))
                .map(TaskRecord::id)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** The ids on all pages; every page keeps to its limit, and the way leads down. */
    private static List<TaskId> walk(TaskSearch search, TaskFilter filter, int limit) {
        List<TaskId> found = new ArrayList<>();
        TaskSearch.Page page = search.page(filter, null, limit, NOW);
        for (int pages = 0; pages < 500; pages++) {
            assertThat(page.tasks()).hasSizeLessThanOrEqualTo(limit);
            page.tasks().forEach(task -> found.add(task.id()));
            TaskId next = page.next();
            if (next == null) {
                return found;
            }
            assertThat(found).allSatisfy(id -> assertThat(id).isGreaterThanOrEqualTo(next));
            Instant searchedTo = page.searchedTo();
            page = search.page(filter, next, limit, NOW);
            assertThat(page.searchedTo()).isBeforeOrEqualTo(searchedTo);
        }
        throw new AssertionError("The list does not end.");
    }

    private static TaskRecord anyTask(TaskStore store, Random random) {
        Instant at = NOON.plusMillis(random.nextLong(Duration.ofHours(3).toMillis()));
        String pad = random.nextInt(10) == 0 ? "x".repeat(4000) : "";
        String args = "{\"n\":" + random.nextInt(3) + ",\"pad\":\"" + pad + "\"}";
        TaskSpec spec = new TaskDraft(random.nextBoolean() ? "a" : "b", TaskPolicy.DEFAULT, args)
                .queue(any(List.of(QueueName.values()), random))
                .tags(random.nextInt(3) == 0 ? List.of("red", "blue") : List.of())
                .owner(random.nextInt(4) == 0 ? "token:me" : null)
                .notBefore(random.nextInt(5) == 0 ? NOW.plusSeconds(random.nextInt(900) - 400) : null)
                .expiresAt(random.nextInt(5) == 0 ? NOW.plusSeconds(random.nextInt(900) - 400) : null)
                .make();
        TaskId base = TaskId.next(at, random);
        TaskRecord task = random.nextInt(5) == 0
                ? Lifecycle.acceptDerived(base.child(0), spec, at.plusSeconds(9))
                : Lifecycle.accept(base, spec);
        assertThat(store.create(task)).isTrue();
        return moved(store, task, random);
    }

    private static TaskRecord moved(TaskStore store, TaskRecord task, Random random) {
        Instant at = task.createdAt().plusSeconds(1);
        ClaimResult claim = store.claim(task.id(), "worker", at, Pauses.NONE);
        if (!(claim instanceof ClaimResult.Granted granted) || random.nextInt(4) == 0) {
            return store.find(task.id()).orElseThrow();
        }
        Outcome outcome = random.nextBoolean()
                ? Outcome.done(random.nextBoolean() ? "1" : "\"" + "r".repeat(5000) + "\"")
                : Outcome.fail("no", "No.");
        TaskRecord next = Lifecycle.settle(granted.task(), outcome, at, random).record();
        assertThat(store.replace(granted.task(), next)).isTrue();
        return next;
    }

    private static TaskFilter anyFilter(Random random) {
        Instant from = random.nextInt(3) == 0 ? anyTime(random) : null;
        return new TaskFilter(
                rarely(random, any(List.of(TaskState.values()), random)),
                rarely(random, random.nextBoolean() ? "a" : "b"),
                rarely(random, any(List.of(QueueName.values()), random)),
                rarely(random, "red"),
                from,
                random.nextInt(3) == 0 ? anyTime(random) : null,
                random.nextInt(3) == 0 ? Map.of("n", String.valueOf(random.nextInt(3))) : Map.of(),
                rarely(random, "token:me"));
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static <T> @Nullable T rarely(Random random, T value) {
        return random.nextInt(4) == 0 ? value : null;
    }

    private static Instant anyTime(Random random) {
        return NOON.plusSeconds(random.nextInt(4 * 3600) - 1800);
    }

    @Test
    default void aListWithoutTasksEndsAtOnce() {
        TaskSearch search = newSearch().search();

        assertThat(walk(search, TaskFilter.ALL, 25)).isEmpty();
        assertThat(search.page(TaskFilter.ALL, null, 25, NOON.plusSeconds(600)).next())
                .isNull();
    }

    @Test
    default void whatOutlivedItsKeepingIsNotFound() {
        Searched searched = newSearch();
        TaskRecord task = Tasks.task(NOON, Tasks.spec());
        assertThat(searched.store().create(task)).isTrue();
        TaskRecord ended = Lifecycle.cancel(task, NOON);
        assertThat(ended).isNotNull();
        assertThat(searched.store().replace(task, ended)).isTrue();

        assertThat(searched.search()
                        .page(
                                new TaskFilter(null, null, null, null, NOON, NOON.plusSeconds(1), Map.of(), null),
                                null,
                                5,
                                NOON.plus(Duration.ofDays(13)))
                        .tasks())
                .hasSize(1);
        assertThat(searched.search()
                        .page(
                                new TaskFilter(null, null, null, null, NOON, NOON.plusSeconds(1), Map.of(), null),
                                null,
                                5,
                                NOON.plus(Duration.ofDays(15)))
                        .tasks())
                .isEmpty();
    }

    @Test
    default void aTaskOfAMomentAheadIsFound() {
        Searched searched = newSearch();
        TaskRecord task = Tasks.task(NOON.plusSeconds(120), Tasks.spec());
        assertThat(searched.store().create(task)).isTrue();

        assertThat(searched.search().page(TaskFilter.ALL, null, 5, NOON).tasks())
                .containsExactly(task);
    }

    @Test
    default void aGlanceShowsTheTask() {
        Searched searched = newSearch();
        TaskRecord task = Tasks.task();
        assertThat(searched.store().create(task)).isTrue();

        assertThat(searched.search().glance(task.id())).contains(task);
        assertThat(searched.search().glance(Tasks.id(NOON))).isEmpty();
    }
}
