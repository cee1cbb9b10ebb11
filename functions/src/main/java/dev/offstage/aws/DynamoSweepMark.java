package dev.offstage.aws;

import dev.offstage.count.QuarterCount;
import dev.offstage.engine.SweepMark;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The sweep's mark in an item of its own. */
final class DynamoSweepMark implements SweepMark {
    private static final Map<String, AttributeValue> KEY = Item.key("sweep#mark", "mark");
    private static final Map<String, AttributeValue> BEGINNING = Item.key("sweep#mark", "beginning");

    private final DynamoDbClient dynamo;
    private final String table;

    DynamoSweepMark(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Optional<Mark> read() {
        Map<String, AttributeValue> attributes = dynamo.getItem(
                        get -> get.tableName(table).key(KEY).consistentRead(true))
                .item();
        Item item = new Item(attributes);
        Instant readUpTo = item.timeOrNull("readUpTo");
        return readUpTo == null
                ? Optional.empty()
                : Optional.of(new Mark(readUpTo, newest(item), item.number("accepted", 0), quarter(item, readUpTo)));
    }

    private static QuarterCount quarter(Item item, Instant readUpTo) {
        return QuarterItem.read(item, QuarterCount.begin(readUpTo));
    }

    private static Map<QueueName, TaskId> newest(Item item) {
        Map<QueueName, TaskId> newest = new EnumMap<>(QueueName.class);
        for (QueueName queue : QueueName.values()) {
            Optional.ofNullable(item.textOrNull(queue.wireName()))
                    .flatMap(TaskId::parse)
                    .ifPresent(task -> newest.put(queue, task));
        }
        return newest;
    }

    @Override
    public void begin(Instant reach) {
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(new Item(new HashMap<>(BEGINNING)).put("reach", reach).attributes())
                    .conditionExpression("attribute_not_exists(pk)"));
        } catch (ConditionalCheckFailedException e) {
            // Noted before.
        }
    }

    @Override
    public Optional<Instant> begun() {
        Map<String, AttributeValue> item =
                dynamo.getItem(get -> get.tableName(table).key(BEGINNING)).item();
        return Optional.ofNullable(new Item(item).timeOrNull("reach"));
    }

    @Override
    public boolean move(@Nullable Mark seen, Mark next) {
        Item item =
                new Item(new HashMap<>(KEY)).put("readUpTo", next.readUpTo()).put("accepted", next.accepted());
        next.newestClaimed().forEach((queue, task) -> item.put(queue.wireName(), task.toString()));
        QuarterItem.put(item, next.quarter());
        Map<String, AttributeValue> values = seen == null ? null : Map.of(":seen", Item.time(seen.readUpTo()));
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item.attributes())
                    .conditionExpression(seen == null ? "attribute_not_exists(pk)" : "readUpTo = :seen")
                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
