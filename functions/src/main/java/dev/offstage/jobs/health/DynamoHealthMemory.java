package dev.offstage.jobs.health;

import dev.offstage.jobs.JobResources;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** One item for ever; a state is known by its moment and by whether it was told. */
final class DynamoHealthMemory implements HealthMemory {
    private final DynamoDbClient client;
    private final String table;

    DynamoHealthMemory(JobResources resources) {
        this.client = resources.dynamo();
        this.table = resources.table();
    }

    @Override
    public Optional<HealthState> find() {
        Map<String, AttributeValue> item = client.getItem(
                        get -> get.tableName(table).key(HealthStateItem.key()).consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(HealthStateItem.read(item));
    }

    @Override
    public boolean replace(@Nullable HealthState seen, HealthState next) {
        PutItemRequest.Builder put = PutItemRequest.builder()
                .tableName(table)
                .item(HealthStateItem.write(next))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (seen == null) {
            put.conditionExpression("attribute_not_exists(pk)");
        } else {
            put.conditionExpression("since = :since AND told = :told")
                    .expressionAttributeValues(Map.of(
                            ":since", HealthStateItem.time(seen.since()),
                            ":told", AttributeValue.fromBool(seen.told())));
        }
        try {
            client.putItem(put.build());
            return true;
        } catch (ConditionalCheckFailedException other) {
            return other.hasItem() && HealthStateItem.read(other.item()).equals(next);
        }
    }
}
