package dev.offstage.jobs.health;

import dev.offstage.jobs.JobResources;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** One small item for ever. */
final class DynamoBeats implements Beats {
    private static final String KEY = "heartbeat";

    private final DynamoDbClient client;
    private final String table;

    DynamoBeats(JobResources resources) {
        this.client = resources.dynamo();
        this.table = resources.table();
    }

    @Override
    public Optional<Instant> last() {
        AttributeValue at = client.getItem(get -> get.tableName(table)
                        .key(Map.of("pk", AttributeValue.fromS(KEY), "sk", AttributeValue.fromS(KEY))))
                .item()
                .get("beatAt");
        return Optional.ofNullable(at)
                .map(AttributeValue::n)
                .map(Long::parseLong)
                .map(Instant::ofEpochMilli);
    }

    /** A write that is tried again after its answer was lost meets itself, so an equal beat is no newer one. */
    @Override
    public boolean beat(Instant at) {
        AttributeValue time = AttributeValue.fromN(Long.toString(at.toEpochMilli()));
        try {
            client.putItem(put -> put.tableName(table)
                    .item(Map.of(
                            "pk", AttributeValue.fromS(KEY),
                            "sk", AttributeValue.fromS(KEY),
                            "beatAt", time))
                    .conditionExpression("attribute_not_exists(pk) OR beatAt <= :at")
                    .expressionAttributeValues(Map.of(":at", time)));
            return true;
        } catch (ConditionalCheckFailedException newer) {
            return false;
        }
    }
}
