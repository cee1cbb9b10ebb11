package dev.offstage.aws;

import dev.offstage.schedule.Firing;
import dev.offstage.scheduler.FiringLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** A partition a schedule, {@code firings#<name>}, by time; those of which somebody waits for the success are in the sparse index. */
final class DynamoFiringLedger implements FiringLedger {
    private static final Duration KEPT = Duration.ofDays(90);

    private final DynamoDbClient dynamo;
    private final String table;
    private final InstantSource clock;

    DynamoFiringLedger(DynamoDbClient dynamo, String table, InstantSource clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public boolean open(Firing firing) {
        Instant now = clock.instant();
        return puts(
                firing,
                "attribute_not_exists(pk) OR purgeAt <= :now",
                null,
                Map.of(":now", Item.number(now.getEpochSecond())));
    }

    @Override
    public boolean replace(Firing seen, Firing next) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        return puts(next, FiringItem.isAs(seen, names, values), names, values);
    }

    private boolean puts(
            Firing line, String condition, @Nullable Map<String, String> names, Map<String, AttributeValue> values) {
        Instant now = clock.instant();
        Instant from = line.dueAt().isAfter(now) ? line.dueAt() : now;
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(FiringItem.write(line, from.plus(KEPT)))
                    .conditionExpression(condition)
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // An answer lost on the way makes the SDK ask again: then we are refused by our own write.
            return e.hasItem()
                    && !e.item().isEmpty()
                    && FiringItem.read(e.item()).equals(line);
        }
    }

    @Override
    public Optional<Firing> find(String schedule, Instant dueAt) {
        Map<String, AttributeValue> item = dynamo.getItem(get -> get.tableName(table)
                        .key(FiringItem.key(schedule, dueAt))
                        .consistentRead(true))
                .item();
        return item.isEmpty() || FiringItem.isPurged(item, clock.instant())
                ? Optional.empty()
                : Optional.of(FiringItem.read(item));
    }

    @Override
    public List<Firing> list(String schedule, Instant from, Instant to, int limit) {
        if (!from.isBefore(to)) {
            return List.of();
        }
        Instant now = clock.instant();
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                .expressionAttributeValues(Map.of(
                        ":pk", Item.text(FiringItem.partition(schedule)),
                        ":from", Item.text(FiringItem.sortKey(from)),
                        ":to", Item.text(FiringItem.sortKey(to))))
                .scanIndexForward(false)
                .consistentRead(true)
                .limit(limit)
                .build();
        return dynamo.queryPaginator(query).items().stream()
                .filter(item -> !FiringItem.isPurged(item, now))
                .map(FiringItem::read)
                .filter(line -> line.dueAt().isBefore(to))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Firing> overdueUpTo(Instant upTo, int limit) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .indexName(OpenIndex.NAME)
                .keyConditionExpression("gpk = :gpk AND gsk < :bound")
                .expressionAttributeValues(Map.of(
                        ":gpk", Item.text(OpenIndex.OVERDUE.partition(0)), ":bound", Item.text(OpenIndex.after(upTo))))
                .build();
        return dynamo.queryPaginator(query).items().stream()
                .limit(limit)
                .map(item -> OpenIndex.name(new Item(item).required("gsk")))
                .map(name -> name.split("#", 2))
                .flatMap(parts -> find(parts[0], Instant.parse(parts[1])).stream())
                .filter(line ->
                        line.mustSucceedBy() != null && !line.mustSucceedBy().isAfter(upTo))
                .toList();
    }
}
