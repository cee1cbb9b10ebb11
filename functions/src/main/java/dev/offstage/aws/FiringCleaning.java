package dev.offstage.aws;

import dev.offstage.maintenance.Cleaned;
import dev.offstage.maintenance.Storeroom.Part;
import dev.offstage.maintenance.Storeroom.Pass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The cleaning of the ledger of firings, schedule by schedule. Of a schedule that was deleted nobody knows the name any more: its lines
 * are left to DynamoDB.
 */
final class FiringCleaning {
    /** Younger lines have not reached their end of life. */
    private static final Duration KEPT = Duration.ofDays(90);

    private static final int SCHEDULES = 25;

    private final DynamoDbClient dynamo;
    private final String table;
    private final Pass pass;
    private long deleted;

    FiringCleaning(DynamoDbClient dynamo, String table, Pass pass) {
        this.dynamo = dynamo;
        this.table = table;
        this.pass = pass;
    }

    /** Cleans the lines of the next schedules after {@code after}; null for the first. */
    Part clean(@Nullable String after) {
        QueryResponse page = dynamo.query(schedules(after));
        List<String> names =
                page.items().stream().map(item -> new Item(item).required("sk")).toList();
        for (String name : names) {
            if (!cleanLines(name)) {
                return new Part(cleaned(), false, after);
            }
        }
        boolean isMore = page.hasLastEvaluatedKey() && !page.lastEvaluatedKey().isEmpty() && !names.isEmpty();
        return new Part(cleaned(), true, isMore ? names.getLast() : null);
    }

    private Cleaned cleaned() {
        return new Cleaned(0, 0, 0, 0, deleted);
    }

    private QueryRequest schedules(@Nullable String after) {
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk > :after")
                .projectionExpression("sk")
                .expressionAttributeValues(Map.of(
                        ":pk",
                        Item.text(ScheduleItem.PARTITION),
                        ":after",
                        // The smallest sort key there is.
                        Item.text(after == null ? " " : after)))
                .limit(SCHEDULES)
                .build();
    }

    /** Whether all of a schedule's were looked at. */
    private boolean cleanLines(String schedule) {
        Instant old = pass.now().minus(KEPT);
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk < :old")
                .projectionExpression("pk, sk, purgeAt")
                .expressionAttributeValues(Map.of(
                        ":pk", Item.text(FiringItem.partition(schedule)), ":old", Item.text(FiringItem.sortKey(old))))
                .build();
        long expired = pass.now().minus(HourCleaning.GRACE).getEpochSecond();
        for (Map<String, AttributeValue> line : dynamo.queryPaginator(query).items()) {
            long purgeAt = new Item(line).number("purgeAt", Long.MAX_VALUE);
            if (purgeAt < expired) {
                if (!pass.budget().takeWrite()) {
                    return false;
                }
                delete(line, purgeAt);
            }
        }
        return true;
    }

    private void delete(Map<String, AttributeValue> line, long purgeAt) {
        try {
            if (!pass.isDry()) {
                Item item = new Item(line);
                dynamo.deleteItem(delete -> delete.tableName(table)
                        .key(Item.key(item.required("pk"), item.required("sk")))
                        .conditionExpression("purgeAt = :seen")
                        .expressionAttributeValues(Map.of(":seen", Item.number(purgeAt))));
            }
            deleted++;
        } catch (ConditionalCheckFailedException e) {
            // It was changed meanwhile, and lives on.
        }
    }
}
