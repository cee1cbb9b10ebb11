package dev.offstage.aws;

import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import dev.offstage.access.SessionStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Sessions as items of their own, {@code session#<hash>}, and one item for the key that signs cookies. */
final class DynamoSessionStore implements SessionStore {
    private static final Map<String, AttributeValue> SIGNING_KEY = Item.key("signing-key", "cookies");

    private final DynamoDbClient dynamo;
    private final String table;

    DynamoSessionStore(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public void begin(String hash, String token, Instant expiresAt) {
        Item item = new Item(new HashMap<>(key(hash))).put("token", token).put("purgeAt", expiresAt.getEpochSecond());
        dynamo.putItem(put -> put.tableName(table).item(item.attributes()));
    }

    @Override
    public Optional<String> tokenOf(String hash, Instant now) {
        Item item = read(key(hash));
        return item.number("purgeAt", 0) > now.getEpochSecond()
                ? Optional.of(item.required("token"))
                : Optional.empty();
    }

    /** Its time is over from now on: so the function needs no right to delete. */
    @Override
    public void end(String hash, Instant now) {
        try {
            dynamo.updateItem(call -> call.tableName(table)
                    .key(key(hash))
                    .updateExpression("SET purgeAt = :now")
                    .conditionExpression("purgeAt > :now")
                    .expressionAttributeValues(Map.of(":now", Item.number(now.getEpochSecond()))));
        } catch (ConditionalCheckFailedException e) {
            // There is none that lasts.
            return;
        }
    }

    @Override
    public String signingKey(String candidate) {
        String there = read(SIGNING_KEY).textOrNull("key");
        return there == null ? putSigningKey(candidate) : there;
    }

    private String putSigningKey(String candidate) {
        try {
            Item item = new Item(new HashMap<>(SIGNING_KEY)).put("key", candidate);
            dynamo.putItem(put -> put.tableName(table)
                    .item(item.attributes())
                    .conditionExpression("attribute_not_exists(pk)")
                    .returnValuesOnConditionCheckFailure(ALL_OLD));
            return candidate;
        } catch (ConditionalCheckFailedException e) {
            return new Item(e.item()).required("key");
        }
    }

    private Item read(Map<String, AttributeValue> key) {
        return new Item(dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item());
    }

    private static Map<String, AttributeValue> key(String hash) {
        return Item.key("session#" + hash, "session");
    }
}
