package dev.offstage.aws;

import dev.offstage.maintenance.Cleaned;
import dev.offstage.maintenance.Storeroom.Part;
import dev.offstage.maintenance.Storeroom.Pass;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The cleaning of one partition of tasks.
 *
 * <p>A text is stored before the record that names it, so one without a record may be of a task that is just being made. Therefore it is
 * only marked at first. Whoever makes the task after all stores the text anew, which takes the mark off; a mark that is a day old and
 * still there means that nobody did.
 */
final class HourCleaning {
    /** So long DynamoDB may take to delete what expired, and what has no record is left alone. */
    static final Duration GRACE = Duration.ofDays(1);

    private static final int AT_ONCE = 4;
    private static final int PIECE = 1000;
    private static final String BESIDE = "~";

    private final DynamoDbClient dynamo;
    private final String table;
    private final String partition;
    private final Pass pass;
    private final Set<String> tasks = new HashSet<>();
    private Cleaned cleaned = Cleaned.NOTHING;

    HourCleaning(DynamoDbClient dynamo, String table, String partition, Pass pass) {
        this.dynamo = dynamo;
        this.table = table;
        this.partition = partition;
        this.pass = pass;
    }

    /** Cleans the partition, or as much of it as the budget allows. */
    Part clean() {
        Map<String, AttributeValue> reached = null;
        do {
            QueryResponse piece = dynamo.query(query(reached));
            if (!clean(piece.items().stream().map(Item::new).toList())) {
                return new Part(cleaned, false, null);
            }
            reached = piece.hasLastEvaluatedKey() && !piece.lastEvaluatedKey().isEmpty()
                    ? piece.lastEvaluatedKey()
                    : null;
        } while (reached != null);
        return new Part(cleaned, true, null);
    }

    private QueryRequest query(@Nullable Map<String, AttributeValue> reached) {
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .projectionExpression("sk, purgeAt, orphanAt")
                .expressionAttributeValues(Map.of(":pk", Item.text(partition)))
                .exclusiveStartKey(reached)
                .limit(PIECE)
                .build();
    }

    /** What is to be done with an item, and what that adds to the sum. */
    private record Step(Cleaned sum, Runnable write) {}

    private boolean clean(List<Item> items) {
        List<Step> steps = new ArrayList<>();
        for (Item item : items) {
            String key = item.required("sk");
            if (!key.startsWith(BESIDE)) {
                // Ids come before what lies beside them.
                tasks.add(key);
            }
            Step step = step(item, key);
            if (step != null) {
                if (!pass.budget().takeWrite()) {
                    run(steps);
                    return false;
                }
                steps.add(step);
            }
        }
        run(steps);
        return true;
    }

    private void run(List<Step> steps) {
        steps.stream().gather(Gatherers.mapConcurrent(AT_ONCE, this::run)).forEach(sum -> cleaned = cleaned.plus(sum));
    }

    private Cleaned run(Step step) {
        if (pass.isDry()) {
            return step.sum();
        }
        try {
            step.write().run();
            return step.sum();
        } catch (ConditionalCheckFailedException e) {
            // It is not any more as it was seen.
            return Cleaned.NOTHING;
        }
    }

    private @Nullable Step step(Item item, String key) {
        long purgeAt = item.number("purgeAt", Long.MAX_VALUE);
        if (purgeAt < pass.now().minus(GRACE).getEpochSecond()) {
            return new Step(new Cleaned(1, 0, 0, 0, 0), () -> delete(key, "purgeAt", Item.number(purgeAt)));
        }
        String task = key.startsWith(BESIDE) ? key.substring(1, Math.max(1, key.indexOf('#'))) : "";
        if (task.isEmpty() || item.has("purgeAt") || tasks.contains(task) || exists(task)) {
            return null;
        }
        if (!item.has("orphanAt")) {
            return new Step(new Cleaned(0, 1, 0, 0, 0), () -> mark(key));
        }
        long marked = item.number("orphanAt", 0);
        return marked > pass.now().minus(GRACE).toEpochMilli()
                ? null
                : new Step(new Cleaned(0, 0, 1, 0, 0), () -> delete(key, "orphanAt", Item.number(marked)));
    }

    private boolean exists(String task) {
        return TaskId.parse(task)
                .map(id -> dynamo.getItem(get -> get.tableName(table)
                                .key(TaskItem.key(id))
                                .projectionExpression("pk")
                                .consistentRead(true))
                        .hasItem())
                // What names no task is none of ours.
                .orElse(true);
    }

    private void delete(String key, String attribute, AttributeValue seen) {
        dynamo.deleteItem(delete -> delete.tableName(table)
                .key(Item.key(partition, key))
                .conditionExpression("#seen = :seen")
                .expressionAttributeNames(Map.of("#seen", attribute))
                .expressionAttributeValues(Map.of(":seen", seen)));
    }

    private void mark(String key) {
        dynamo.updateItem(update -> update.tableName(table)
                .key(Item.key(partition, key))
                .conditionExpression("attribute_exists(pk) AND attribute_not_exists(purgeAt)"
                        + " AND attribute_not_exists(orphanAt)")
                .updateExpression("SET orphanAt = :now")
                .expressionAttributeValues(Map.of(":now", Item.time(pass.now()))));
    }
}
