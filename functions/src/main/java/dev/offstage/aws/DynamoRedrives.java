package dev.offstage.aws;

import dev.offstage.engine.Redrive;
import dev.offstage.engine.Redrives;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Redrives as items of their own, {@code redrive#<id>}; those that are not finished are in the sparse index. */
final class DynamoRedrives implements Redrives {
    private static final Duration KEPT = Duration.ofDays(14);
    private static final int MOST_OPEN = 100;

    private final DynamoDbClient dynamo;
    private final String table;

    DynamoRedrives(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public boolean create(Redrive redrive) {
        return puts(redrive, "attribute_not_exists(pk)", null);
    }

    @Override
    public boolean replace(Redrive seen, Redrive next) {
        return puts(next, "rev = :rev", Map.of(":rev", Item.number(seen.revision())));
    }

    private boolean puts(Redrive redrive, String condition, @Nullable Map<String, AttributeValue> values) {
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item(redrive))
                    .conditionExpression(condition)
                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public Optional<Redrive> find(TaskId id) {
        Map<String, AttributeValue> item = dynamo.getItem(
                        get -> get.tableName(table).key(key(id)).consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(redrive(id, new Item(item)));
    }

    @Override
    public List<Redrive> open() {
        return dynamo
                .query(query -> query.tableName(table)
                        .indexName(OpenIndex.NAME)
                        .limit(MOST_OPEN)
                        .keyConditionExpression("gpk = :gpk")
                        .expressionAttributeValues(Map.of(":gpk", Item.text(OpenIndex.REDRIVE.partition(0)))))
                .items()
                .stream()
                .map(item -> OpenIndex.task(new Item(item).required("gsk")))
                .flatMap(id -> find(id).stream())
                .filter(redrive -> redrive.finishedAt() == null)
                .toList();
    }

    private static Map<String, AttributeValue> key(TaskId id) {
        return Item.key("redrive#" + id, "redrive");
    }

    private static Map<String, AttributeValue> item(Redrive redrive) {
        Item item = new Item(new HashMap<>(key(redrive.id())))
                .put("type", redrive.type())
                .put("from", redrive.from())
                .put("before", redrive.before())
                .put("madeAt", redrive.madeAt())
                .put("total", redrive.total())
                .put("exact", AttributeValue.fromBool(redrive.exact()))
                .put("done", redrive.done())
                .put("skipped", redrive.skipped())
                .put("place", redrive.place())
                .put("read", AttributeValue.fromBool(redrive.read()))
                .put("rev", redrive.revision())
                .put("finishedAt", redrive.finishedAt());
        if (!redrive.portion().isEmpty()) {
            item.put("portion", redrive.portion().stream().map(TaskId::toString).collect(Collectors.joining(" ")));
        }
        if (redrive.finishedAt() == null) {
            item.put("gpk", OpenIndex.REDRIVE.partition(0))
                    .put("gsk", OpenIndex.sortKey(redrive.madeAt(), redrive.id()));
        } else {
            item.put("purgeAt", redrive.finishedAt().plus(KEPT).getEpochSecond());
        }
        return item.attributes();
    }

    private static Redrive redrive(TaskId id, Item item) {
        String portion = item.text("portion", "");
        return new Redrive(
                id,
                item.textOrNull("type"),
                time(item, "from"),
                time(item, "before"),
                time(item, "madeAt"),
                item.number("total", 0),
                isTrue(item, "exact"),
                item.number("done", 0),
                item.number("skipped", 0),
                item.textOrNull("place"),
                isTrue(item, "read"),
                portion.isEmpty()
                        ? List.of()
                        : Arrays.stream(portion.split(" "))
                                .flatMap(task -> TaskId.parse(task).stream())
                                .toList(),
                item.timeOrNull("finishedAt"),
                item.number("rev", 0));
    }

    private static Instant time(Item item, String name) {
        return Instant.ofEpochMilli(item.number(name, 0));
    }

    private static boolean isTrue(Item item, String name) {
        AttributeValue value = item.attributes().get(name);
        return value != null && Boolean.TRUE.equals(value.bool());
    }
}
