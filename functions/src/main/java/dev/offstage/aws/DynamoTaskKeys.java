package dev.offstage.aws;

import dev.offstage.engine.TaskKeys;
import dev.offstage.task.Sha256;
import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Keys as items of their own: {@code key#<SHA-256>}. */
final class DynamoTaskKeys implements TaskKeys {
    private final DynamoDbClient dynamo;
    private final String table;

    DynamoTaskKeys(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public TaskId claim(String key, TaskId task, Instant purgeAt) {
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item(key, task, purgeAt))
                    .conditionExpression("attribute_not_exists(pk)")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return task;
        } catch (ConditionalCheckFailedException e) {
            return holder(e.item()).orElse(task);
        }
    }

    @Override
    public boolean move(String key, TaskId from, TaskId to, Instant purgeAt) {
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item(key, to, purgeAt))
                    // The second half: a try whose answer was lost already moved it.
                    .conditionExpression("task = :from OR task = :to")
                    .expressionAttributeValues(
                            Map.of(":from", Item.text(from.toString()), ":to", Item.text(to.toString()))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public Optional<TaskId> find(String key) {
        return holder(dynamo.getItem(get -> get.tableName(table).key(keyOf(key)).consistentRead(true))
                .item());
    }

    private static Optional<TaskId> holder(Map<String, AttributeValue> item) {
        return Optional.ofNullable(new Item(item).textOrNull("task")).flatMap(TaskId::parse);
    }

    private static Map<String, AttributeValue> item(String key, TaskId task, Instant purgeAt) {
        return new Item(new HashMap<>(keyOf(key)))
                .put("task", task.toString())
                .put("purgeAt", purgeAt.getEpochSecond())
                .attributes();
    }

    static Map<String, AttributeValue> keyOf(String key) {
        byte[] hash = Sha256.of(key);
        return Item.key("key#" + HexFormat.of().formatHex(hash), "key");
    }
}
