package dev.offstage.aws;

import dev.offstage.access.TaskGrants;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Grants as items of their own: {@code grant#<task id>}, the reader's mark being the sort key. */
final class DynamoTaskGrants implements TaskGrants {
    private final DynamoDbClient dynamo;
    private final String table;

    DynamoTaskGrants(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public void grant(String task, String owner, Instant purgeAt) {
        Item item = new Item(new HashMap<>(key(task, owner))).put("purgeAt", purgeAt.getEpochSecond());
        dynamo.putItem(put -> put.tableName(table).item(item.attributes()));
    }

    @Override
    public boolean isGranted(String task, String owner, Instant now) {
        Map<String, AttributeValue> item = dynamo.getItem(
                        get -> get.tableName(table).key(key(task, owner)).consistentRead(true))
                .item();
        return new Item(item).number("purgeAt", 0) > now.getEpochSecond();
    }

    private static Map<String, AttributeValue> key(String task, String owner) {
        return Item.key("grant#" + task, owner);
    }
}
