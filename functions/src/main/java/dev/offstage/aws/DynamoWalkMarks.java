package dev.offstage.aws;

import dev.offstage.maintenance.WalkMarks;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The marks in one partition, {@code maintenance}. A walk that is at its end has a mark without a place. */
final class DynamoWalkMarks implements WalkMarks {
    private static final String PARTITION = "maintenance";

    private final DynamoDbClient dynamo;
    private final String table;

    DynamoWalkMarks(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Optional<String> find(String walk) {
        Map<String, AttributeValue> key = Item.key(PARTITION, walk);
        return Optional.ofNullable(
                new Item(dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                                .item())
                        .textOrNull("place"));
    }

    @Override
    public boolean move(String walk, @Nullable String seen, @Nullable String next) {
        Map<String, AttributeValue> values = new HashMap<>();
        if (seen != null) {
            values.put(":seen", Item.text(seen));
        }
        if (next != null) {
            values.put(":next", Item.text(next));
        }
        // The second half: a try whose answer was lost already moved it.
        String isSeen = seen == null ? "attribute_not_exists(place)" : "place = :seen";
        String isNext = next == null ? "attribute_not_exists(place)" : "place = :next";
        try {
            dynamo.updateItem(UpdateItemRequest.builder()
                    .tableName(table)
                    .key(Item.key(PARTITION, walk))
                    .conditionExpression(isSeen + " OR " + isNext)
                    .updateExpression(next == null ? "REMOVE place" : "SET place = :next")
                    .expressionAttributeValues(values.isEmpty() ? null : values)
                    .build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
