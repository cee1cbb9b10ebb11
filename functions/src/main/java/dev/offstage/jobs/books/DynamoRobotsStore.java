package dev.offstage.jobs.books;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A robots.txt as an item with two ends of its own, {@code keptUntil} and {@code claimedUntil}; {@code purgeAt} lies
 * behind both, so that whoever minds them minds it too.
 */
final class DynamoRobotsStore implements RobotsStore {
    /** An item may have 400 KB. */
    private static final int MAX_TEXT_BYTES = 300 * 1024;

    private static final Duration KEPT_AFTERWARDS = Duration.ofDays(1);

    private final DynamoDbClient client;
    private final String table;

    DynamoRobotsStore(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Optional<String> find(String origin, Instant now) {
        Map<String, AttributeValue> item = client.getItem(
                        request -> request.tableName(table).key(key(origin)).consistentRead(true))
                .item();
        AttributeValue text = item.get("robots");
        AttributeValue keptUntil = item.get("keptUntil");
        return text != null && keptUntil != null && Long.parseLong(keptUntil.n()) > now.toEpochMilli()
                ? Optional.of(text.s())
                : Optional.empty();
    }

    @Override
    public boolean claimReading(String origin, Instant now, Instant until) {
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(table)
                .key(key(origin))
                .updateExpression("SET claimedUntil = :until, purgeAt = :purgeAt")
                .conditionExpression("attribute_not_exists(claimedUntil) OR claimedUntil <= :now")
                .expressionAttributeValues(
                        Map.of(":until", milliseconds(until), ":now", milliseconds(now), ":purgeAt", purgeAt(until)))
                .build();
        try {
            client.updateItem(request);
            return true;
        } catch (ConditionalCheckFailedException claimed) {
            return false;
        }
    }

    /** The item is put anew, without a claim. */
    @Override
    public void keep(String origin, String text, Instant until) {
        PutItemRequest.Builder request = PutItemRequest.builder()
                .tableName(table)
                .item(Map.of(
                        "pk", AttributeValue.fromS("robots#" + origin),
                        "sk", AttributeValue.fromS("robots"),
                        "robots", AttributeValue.fromS(fitting(text)),
                        "keptUntil", milliseconds(until),
                        "purgeAt", purgeAt(until)));
        client.putItem(request.build());
    }

    @Override
    public void release(String origin) {
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(table)
                .key(key(origin))
                .updateExpression("REMOVE claimedUntil")
                .conditionExpression("attribute_exists(pk)")
                .build();
        try {
            client.updateItem(request);
        } catch (ConditionalCheckFailedException gone) {
            // No item, no claim; without the condition an empty one would be made, and stay for ever.
        }
    }

    /** Cut behind the last line that fits: half a rule may forbid more than the whole one. */
    private static String fitting(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        if (utf8.length <= MAX_TEXT_BYTES) {
            return new String(utf8, UTF_8);
        }
        int end = MAX_TEXT_BYTES;
        while (end > 0 && utf8[end - 1] != '\n' && utf8[end - 1] != '\r') {
            end--;
        }
        return new String(utf8, 0, end, UTF_8);
    }

    private static Map<String, AttributeValue> key(String origin) {
        return Map.of("pk", AttributeValue.fromS("robots#" + origin), "sk", AttributeValue.fromS("robots"));
    }

    private static AttributeValue milliseconds(Instant at) {
        return AttributeValue.fromN(Long.toString(at.toEpochMilli()));
    }

    private static AttributeValue purgeAt(Instant until) {
        return AttributeValue.fromN(Long.toString(until.plus(KEPT_AFTERWARDS).getEpochSecond()));
    }
}
