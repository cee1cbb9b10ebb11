package dev.offstage.aws;

import dev.offstage.schedule.Schedule;
import dev.offstage.scheduler.ScheduleStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Schedules in one partition, {@code schedules}, by name; those that will fire are in the sparse index. A deleted one leaves a mark that
 * goes by itself: so whoever runs schedules needs no right to delete.
 */
final class DynamoScheduleStore implements ScheduleStore {
    private static final Duration MARK_KEPT = Duration.ofHours(1);
    private static final String AS_SEEN = "rev = :rev AND placedUpTo = :upTo AND attribute_not_exists(deleted)";

    private final DynamoDbClient dynamo;
    private final String table;
    private final InstantSource clock;

    DynamoScheduleStore(DynamoDbClient dynamo, String table, InstantSource clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Optional<Schedule> find(String name) {
        Map<String, AttributeValue> item = dynamo.getItem(
                        get -> get.tableName(table).key(ScheduleItem.key(name)).consistentRead(true))
                .item();
        return schedule(item).findFirst();
    }

    /** The schedule of an item; nothing of one that was deleted or never was. */
    private static Stream<Schedule> schedule(Map<String, AttributeValue> item) {
        return item.isEmpty() || item.containsKey("deleted") ? Stream.empty() : Stream.of(ScheduleItem.read(item));
    }

    @Override
    public List<Schedule> list(@Nullable String after, int limit) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":pk", Item.text(ScheduleItem.PARTITION)));
        if (after != null) {
            values.put(":after", Item.text(after));
        }
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression(after == null ? "pk = :pk" : "pk = :pk AND sk > :after")
                .expressionAttributeValues(values)
                .consistentRead(true)
                .limit(limit)
                .build();
        return dynamo.queryPaginator(query).items().stream()
                .flatMap(DynamoScheduleStore::schedule)
                .limit(limit)
                .toList();
    }

    @Override
    public boolean create(Schedule schedule) {
        return puts(ScheduleItem.write(schedule), "attribute_not_exists(pk) OR attribute_exists(deleted)", null);
    }

    @Override
    public boolean replace(Schedule seen, Schedule next) {
        return puts(ScheduleItem.write(next), AS_SEEN, asSeen(seen));
    }

    @Override
    public boolean delete(Schedule seen) {
        Item mark = new Item(new HashMap<>(ScheduleItem.key(seen.name())))
                .put("deleted", AttributeValue.fromBool(true))
                .put("purgeAt", clock.instant().plus(MARK_KEPT).getEpochSecond());
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(mark.attributes())
                    .conditionExpression(AS_SEEN)
                    .expressionAttributeValues(asSeen(seen)));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static Map<String, AttributeValue> asSeen(Schedule seen) {
        return Map.of(":rev", Item.number(seen.revision()), ":upTo", Item.time(seen.placedUpTo()));
    }

    private boolean puts(
            Map<String, AttributeValue> item, String condition, @Nullable Map<String, AttributeValue> values) {
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression(condition)
                    .expressionAttributeValues(values)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // An answer lost on the way makes the SDK ask again: then we are refused by our own write.
            return e.hasItem() && e.item().equals(item);
        }
    }

    @Override
    public List<String> dueUpTo(Instant upTo, int limit) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .indexName(OpenIndex.NAME)
                .keyConditionExpression("gpk = :gpk AND gsk < :bound")
                .expressionAttributeValues(Map.of(
                        ":gpk", Item.text(OpenIndex.FIRING.partition(0)), ":bound", Item.text(OpenIndex.after(upTo))))
                .build();
        return dynamo.queryPaginator(query).items().stream()
                .limit(limit)
                .map(item -> OpenIndex.name(new Item(item).required("gsk")))
                .toList();
    }
}
