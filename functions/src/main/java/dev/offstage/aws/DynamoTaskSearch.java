package dev.offstage.aws;

import dev.offstage.engine.SweepMark;
import dev.offstage.engine.TaskFilter;
import dev.offstage.engine.TaskSearch;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Walks the hours of the table, newest first. Each is sixteen partitions, so an empty hour costs sixteen calls, a full one hardly more. */
final class DynamoTaskSearch implements TaskSearch {
    /** Before any sweep the table is new: as far as the first sweep will look. */
    private static final Duration NEW = Duration.ofHours(1);

    /** A table that was swept before its beginning was noted: as long as tasks are usually kept. */
    private static final Duration OLD = Duration.ofDays(14);

    private final DynamoDbClient dynamo;
    private final String table;
    private final SweepMark mark;
    private final TaskTexts texts;
    private volatile @Nullable Instant beginning;

    DynamoTaskSearch(DynamoDbClient dynamo, String table, SweepMark mark, Payloads payloads) {
        this.dynamo = dynamo;
        this.table = table;
        this.mark = mark;
        this.texts = new TaskTexts(dynamo, table, payloads, new TaskQueries(dynamo, table));
    }

    @Override
    public Page page(TaskFilter filter, @Nullable TaskId before, int limit, Instant now) {
        ReadBudget budget = new ReadBudget();
        Instant floor = floor(filter, now, budget);
        TaskId bound = before == null ? TaskId.firstAt(top(filter, now, floor)) : before;
        SearchPage page = new SearchPage(
                filter, now, limit, bound, TaskId.firstAt(floor), budget, item -> longArgs(item, budget));
        boolean goesOn = true;
        while (goesOn && page.isOpen() && budget.allows(TaskId.SHARDS)) {
            int wish = limit / TaskId.SHARDS + 3;
            goesOn = page.fill(new HourWalk(dynamo, table, budget, page.hour(), page.bound(), wish));
        }
        return page.end();
    }

    /** Where the search ends: nothing older is looked for, or stored. */
    private Instant floor(TaskFilter filter, Instant now, ReadBudget budget) {
        Instant from = filter.from();
        Instant stored = beginning(now, budget);
        return from == null || from.isBefore(stored) ? stored : from;
    }

    private Instant beginning(Instant now, ReadBudget budget) {
        Instant known = beginning;
        if (known != null) {
            return known;
        }
        budget.call();
        Optional<Instant> noted = mark.begun();
        if (noted.isPresent()) {
            beginning = noted.get();
            return noted.get();
        }
        budget.call();
        return now.minus(mark.read().isEmpty() ? NEW : OLD);
    }

    private static Instant top(TaskFilter filter, Instant now, Instant floor) {
        Instant to = filter.to();
        Instant latest = now.plus(AHEAD);
        Instant top = to == null || to.isAfter(latest) ? latest : to;
        return top.isBefore(floor) ? floor : top;
    }

    private String longArgs(Item item, ReadBudget budget) {
        budget.call();
        String args = String.valueOf(texts.read(item, "args"));
        budget.read(args);
        return args;
    }

    @Override
    public Optional<TaskRecord> glance(TaskId id) {
        Map<String, AttributeValue> item = dynamo.getItem(
                        get -> get.tableName(table).key(TaskItem.key(id)).consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(TaskItem.readInside(item));
    }
}
