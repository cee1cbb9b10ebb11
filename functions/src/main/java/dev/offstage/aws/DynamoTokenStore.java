package dev.offstage.aws;

import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import dev.offstage.access.Role;
import dev.offstage.access.StoredToken;
import dev.offstage.access.Token;
import dev.offstage.access.TokenStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Tokens as items of one partition: {@code tokens}, the id being the sort key. */
public final class DynamoTokenStore implements TokenStore {
    private static final String PARTITION = "tokens";

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoTokenStore(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public boolean create(StoredToken token) {
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(write(token))
                    .conditionExpression("attribute_not_exists(pk)")
                    .returnValuesOnConditionCheckFailure(ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // The same secret is our own: the answer to a first try was lost.
            return token.hash().equals(new Item(e.item()).textOrNull("hash"));
        }
    }

    @Override
    public Optional<StoredToken> find(String id) {
        Map<String, AttributeValue> item = dynamo.getItem(
                        get -> get.tableName(table).key(key(id)).consistentRead(true))
                .item();
        return item.isEmpty()
                ? Optional.empty()
                : Optional.of(new StoredToken(read(item), new Item(item).required("hash")));
    }

    @Override
    public List<Token> list() {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", Item.text(PARTITION)))
                .consistentRead(true)
                .build();
        return dynamo.queryPaginator(query).items().stream()
                .map(DynamoTokenStore::read)
                .toList();
    }

    @Override
    public boolean revoke(String id, Instant at, Instant purgeAt) {
        return updates(
                id,
                "SET revokedAt = if_not_exists(revokedAt, :at), purgeAt = :purgeAt",
                "attribute_exists(pk)",
                Map.of(":at", Item.time(at), ":purgeAt", Item.number(purgeAt.getEpochSecond())));
    }

    @Override
    public void noteUse(String id, Instant at) {
        boolean ignored = updates(
                id,
                "SET lastUsedAt = :at",
                "attribute_exists(pk) AND (attribute_not_exists(lastUsedAt) OR lastUsedAt < :at)",
                Map.of(":at", Item.time(at)));
    }

    private boolean updates(String id, String update, String condition, Map<String, AttributeValue> values) {
        try {
            dynamo.updateItem(call -> call.tableName(table)
                    .key(key(id))
                    .updateExpression(update)
                    .conditionExpression(condition)
                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static Map<String, AttributeValue> key(String id) {
        return Item.key(PARTITION, id);
    }

    private static Map<String, AttributeValue> write(StoredToken stored) {
        Token token = stored.token();
        Item item = new Item(new HashMap<>(key(token.id())))
                .put("name", token.name())
                .put("role", token.role().wireName())
                .put("hash", stored.hash())
                .put("createdAt", token.createdAt())
                .put("expiresAt", token.expiresAt())
                .put("lastUsedAt", token.lastUsedAt())
                .put("revokedAt", token.revokedAt());
        Instant purgeAt = token.purgeAt();
        return (purgeAt == null ? item : item.put("purgeAt", purgeAt.getEpochSecond())).attributes();
    }

    private static Token read(Map<String, AttributeValue> attributes) {
        Item item = new Item(attributes);
        return new Token(
                item.required("sk"),
                item.required("name"),
                Role.parse(item.required("role")).orElseThrow(),
                Instant.ofEpochMilli(item.number("createdAt", 0)),
                item.timeOrNull("expiresAt"),
                item.timeOrNull("lastUsedAt"),
                item.timeOrNull("revokedAt"));
    }
}
