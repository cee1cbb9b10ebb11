package dev.offstage.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.count.QuarterCount;
import dev.offstage.engine.SweepMark;
import dev.offstage.engine.TaskFilter;
import dev.offstage.engine.TaskSearch;
import dev.offstage.engine.Tasks;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** What a page of the list reads at most, however much is stored. */
final class SearchCostTest {
    private static final Instant NOW = Tasks.NOON.plus(Duration.ofMinutes(50));

    /** Where ids fall is chance, and this the one that these bounds are held to, whatever other tests drew before. */
    private final Random random = new Random(1);

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger items = new AtomicInteger();
    private final DoubleAdder units = new DoubleAdder();
    private final String table = LocalDynamo.newTable();
    private final DynamoDbClient client = LocalDynamo.newClient()
            .overrideConfiguration(config -> config.addExecutionInterceptor(new Counter()))
            .build();
    private final DynamoTaskStore store = new DynamoTaskStore(LocalDynamo.client(), table, new Random(1));
    private final TaskSearch search =
            new DynamoTaskSearch(client, table, new DynamoSweepMark(client, table), Payloads.NONE);

    private final class Counter implements ExecutionInterceptor {
        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            calls.incrementAndGet();
            if (context.response() instanceof QueryResponse answer && answer.consumedCapacity() != null) {
                items.addAndGet(answer.count());
                units.add(answer.consumedCapacity().capacityUnits());
            }
            if (context.response() instanceof GetItemResponse answer
                    && answer.item().get("text") != null) {
                units.add(answer.item().get("text").s().length() / 4096.0);
            }
        }
    }

    private TaskSearch.Page page(TaskFilter filter, @Nullable TaskId before, int limit) {
        calls.set(0);
        items.set(0);
        units.reset();
        TaskSearch.Page page = search.page(filter, before, limit, NOW);
        assertThat(calls).hasValueLessThanOrEqualTo(TaskSearch.MOST_CALLS);
        assertThat(units.sum() * 4096).isLessThanOrEqualTo(TaskSearch.MOST_BYTES);
        return page;
    }

    private void begin(Duration ago) {
        new DynamoSweepMark(client, table).begin(NOW.minus(ago));
    }

    private void stored(int count, String args) {
        Duration over = Duration.ofMinutes(45);
        List<TaskRecord> tasks = IntStream.range(0, count)
                .mapToObj(i -> Lifecycle.accept(
                        TaskId.next(Tasks.NOON.plusMillis(over.toMillis() * i / count), random), Tasks.spec(args)))
                .toList();
        store.createAll(tasks);
    }

    private static TaskFilter args(String n) {
        return new TaskFilter(null, null, null, null, null, null, Map.of("n", n), null);
    }

    @Test
    void aPageOverManyTasksReadsNoMoreThanOneOverFew() {
        begin(Duration.ofMinutes(50));
        stored(150, "{\"n\":1}");
        assertThat(page(TaskFilter.ALL, null, 25).tasks()).hasSize(25);
        int few = items.get();
        stored(1500, "{\"n\":1}");

        TaskSearch.Page page = page(TaskFilter.ALL, null, 25);

        assertThat(page.tasks()).hasSize(25);
        // Where the ids fall is chance: a round more of the 16 shards, or two.
        assertThat(items).hasValueLessThanOrEqualTo(few + 48);
        assertThat(calls).hasValueLessThanOrEqualTo(34);
    }

    @Test
    void aFilterThatFitsNothingReadsABoundedPieceAPage() {
        begin(Duration.ofMinutes(50));
        stored(1500, "{\"n\":1,\"pad\":\"" + "x".repeat(1900) + "\"}");

        TaskSearch.Page page = page(args("2"), null, 25);
        assertThat(page.tasks()).isEmpty();
        assertThat(page.next()).isNotNull();
        int pages = 1;
        while (page.next() != null) {
            page = page(args("2"), page.next(), 25);
            pages++;
        }
        assertThat(pages).isLessThan(4);
    }

    @Test
    void longArgumentsAreReadOnlyWhenAskedForAndWithinTheBounds() {
        begin(Duration.ofMinutes(50));
        stored(60, "{\"n\":1,\"pad\":\"" + "x".repeat(150_000) + "\"}");

        TaskSearch.Page all = page(TaskFilter.ALL, null, 100);
        assertThat(all.tasks()).hasSize(60).allMatch(task -> task.spec().args().equals("null"));
        assertThat(units.sum()).isLessThan(100);

        int found = 0;
        TaskId next = null;
        for (int pages = 0; pages == 0 || next != null; pages++) {
            assertThat(pages).isLessThan(12);
            TaskSearch.Page page = page(args("1"), next, 100);
            found += page.tasks().size();
            next = page.next();
        }
        assertThat(found).isEqualTo(60);
    }

    @Test
    void aNewSystemEndsItsListAtOnceAndAnOldOneByFourHoursAPage() {
        assertThat(page(TaskFilter.ALL, null, 25).next()).as("no sweep yet").isNull();

        begin(Duration.ofHours(40));
        TaskId next = null;
        int pages = 0;
        do {
            next = page(TaskFilter.ALL, next, 25).next();
            pages++;
        } while (next != null);
        assertThat(pages).isBetween(10, 12);
    }

    @Test
    void aTableThatWasSweptBeforeItsBeginningWasNotedIsReadFarther() {
        DynamoSweepMark mark = new DynamoSweepMark(client, table);
        assertThat(mark.move(null, new SweepMark.Mark(NOW, Map.of(), 0, QuarterCount.empty(QuarterCount.begin(NOW)))))
                .isTrue();
        TaskFilter old = new TaskFilter(null, null, null, null, null, NOW.minus(Duration.ofDays(13)), Map.of(), null);

        assertThat(page(old, null, 25).next()).isNotNull();
    }
}
