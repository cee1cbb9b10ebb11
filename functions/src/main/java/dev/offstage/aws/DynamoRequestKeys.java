package dev.offstage.aws;

import dev.offstage.engine.RequestKeys;
import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Keys of requests, in items like those of {@link DynamoTaskKeys}. */
final class DynamoRequestKeys implements RequestKeys {
    private final DynamoDbClient dynamo;
    private final String table;

    DynamoRequestKeys(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Request claim(String key, Request mine, Instant keptUntil, Instant now) {
        Item item = new Item(new HashMap<>(DynamoTaskKeys.keyOf(key)))
                .put("task", mine.base().toString())
                .put("print", mine.fingerprint())
                .put("answers", mine.answers())
                .put("purgeAt", keptUntil.getEpochSecond());
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item.attributes())
                    .conditionExpression("attribute_not_exists(pk) OR purgeAt <= :now")
                    .expressionAttributeValues(Map.of(":now", Item.number(now.getEpochSecond())))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return mine;
        } catch (ConditionalCheckFailedException e) {
            // Perhaps our own: an answer lost on the way makes the SDK ask again.
            return read(e.item());
        }
    }

    @Override
    public Optional<Request> find(String key, Instant now) {
        Map<String, AttributeValue> item = dynamo.getItem(get ->
                        get.tableName(table).key(DynamoTaskKeys.keyOf(key)).consistentRead(true))
                .item();
        boolean isThere = new Item(item).number("purgeAt", 0) > now.getEpochSecond();
        return isThere ? Optional.of(read(item)) : Optional.empty();
    }

    private static Request read(Map<String, AttributeValue> attributes) {
        Item item = new Item(attributes);
        return new Request(
                TaskId.parse(item.required("task")).orElseThrow(), item.required("print"), item.textOrNull("answers"));
    }

    @Override
    public void note(String key, TaskId base, String answers) {
        try {
            dynamo.updateItem(update -> update.tableName(table)
                    .key(DynamoTaskKeys.keyOf(key))
                    .conditionExpression("task = :base")
                    .updateExpression("SET answers = :answers")
                    .expressionAttributeValues(
                            Map.of(":base", Item.text(base.toString()), ":answers", Item.text(answers))));
        } catch (ConditionalCheckFailedException ignored) {
            // The key's time is over and another request has it.
            return;
        }
    }
}
