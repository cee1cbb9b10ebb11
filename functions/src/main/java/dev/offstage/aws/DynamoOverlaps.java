package dev.offstage.aws;

import dev.offstage.scheduler.Overlaps;
import dev.offstage.scheduler.Slots;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** An item a schedule, {@code overlap#<name>}. It goes when nobody took a turn for so long that no task can be at work. */
final class DynamoOverlaps implements Overlaps {
    private static final Duration KEPT = Duration.ofDays(400);

    private final DynamoDbClient dynamo;
    private final String table;
    private final InstantSource clock;

    DynamoOverlaps(DynamoDbClient dynamo, String table, InstantSource clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Slots find(String schedule) {
        Map<String, AttributeValue> item = dynamo.getItem(
                        get -> get.tableName(table).key(key(schedule)).consistentRead(true))
                .item();
        return item.isEmpty() ? Slots.none(schedule) : slots(schedule, new Item(item));
    }

    @Override
    public boolean replace(Slots seen, Slots next) {
        Map<String, AttributeValue> values = seen.revision() == 0 ? null : Map.of(":rev", Item.number(seen.revision()));
        Item item = new Item(new HashMap<>(key(next.schedule())))
                .put("active", text(next.active()))
                .put("waiting", text(next.waiting()))
                .put("rev", next.revision())
                .put("purgeAt", clock.instant().plus(KEPT).getEpochSecond());
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item.attributes())
                    .conditionExpression(seen.revision() == 0 ? "attribute_not_exists(pk)" : "rev = :rev")
                    .expressionAttributeValues(values)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // An answer lost on the way makes the SDK ask again: then we are refused by our own write.
            return e.hasItem()
                    && !e.item().isEmpty()
                    && slots(next.schedule(), new Item(e.item())).equals(next);
        }
    }

    private static Map<String, AttributeValue> key(String schedule) {
        return Item.key("overlap#" + schedule, "overlap");
    }

    private static Slots slots(String schedule, Item item) {
        return new Slots(schedule, task(item, "active"), task(item, "waiting"), item.number("rev", 0));
    }

    private static @Nullable TaskId task(Item item, String name) {
        String id = item.textOrNull(name);
        return id == null ? null : TaskId.parse(id).orElseThrow();
    }

    private static @Nullable String text(@Nullable TaskId task) {
        return task == null ? null : task.toString();
    }
}
