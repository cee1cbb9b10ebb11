package dev.offstage.aws;

import dev.offstage.count.DayCounts;
import dev.offstage.count.Followed;
import dev.offstage.count.QuarterCount;
import dev.offstage.task.TaskId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * One partition, {@code counts}: an item for each quarter of an hour under its begin, and behind it, {@code <begin>#<name>}, those
 * that are followed, 16 bytes for each.
 */
final class DynamoDayCounts implements DayCounts {
    private static final String PARTITION = "counts";
    private static final Duration KEPT = Duration.ofDays(40);

    private final DynamoDbClient dynamo;
    private final String table;

    DynamoDayCounts(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public boolean follow(Followed tasks) {
        return puts(item(tasks), "attribute_not_exists(pk)", null);
    }

    @Override
    public boolean replace(Followed seen, Followed next) {
        return puts(item(next), "rev = :rev", Map.of(":rev", Item.number(seen.revision())));
    }

    @Override
    public boolean close(QuarterCount quarter) {
        Item item = new Item(new HashMap<>(Item.key(PARTITION, begin(quarter.begin()))))
                .put("purgeAt", quarter.begin().plus(KEPT).getEpochSecond());
        QuarterItem.put(item, quarter);
        return puts(item.attributes(), "attribute_not_exists(pk)", null);
    }

    /** An answer lost on the way makes the SDK ask again: then we are refused by our own write. */
    private boolean puts(
            Map<String, AttributeValue> item, String condition, @Nullable Map<String, AttributeValue> values) {
        try {
            dynamo.putItem(PutItemRequest.builder()
                    .tableName(table)
                    .item(item)
                    .conditionExpression(condition)
                    .expressionAttributeValues(values)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                    .build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return e.hasItem() && e.item().equals(item);
        }
    }

    @Override
    public Known between(Instant first, Instant before) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :before")
                .expressionAttributeValues(Map.of(
                        ":pk", Item.text(PARTITION),
                        ":first", Item.text(begin(first)),
                        ":before", Item.text(begin(before))))
                .consistentRead(true)
                .build();
        List<QuarterCount> quarters = new ArrayList<>();
        List<Followed> followed = new ArrayList<>();
        dynamo.queryPaginator(query).items().stream().map(Item::new).forEach(item -> {
            String key = item.required("sk");
            int hash = key.indexOf('#');
            Instant begin = Instant.parse(hash < 0 ? key : key.substring(0, hash));
            // Both bounds belong to BETWEEN.
            if (hash < 0 && begin.isBefore(before)) {
                quarters.add(QuarterItem.read(item, begin));
            } else if (hash >= 0) {
                followed.add(followed(item, begin, key.substring(hash + 1)));
            }
        });
        return new Known(List.copyOf(quarters), List.copyOf(followed));
    }

    private static String begin(Instant quarter) {
        return quarter.toString();
    }

    private static Map<String, AttributeValue> item(Followed tasks) {
        Map<String, AttributeValue> ids = new HashMap<>();
        tasks.open().forEach((type, open) -> ids.put(type, AttributeValue.fromB(bytes(open))));
        return new Item(new HashMap<>(Item.key(PARTITION, begin(tasks.quarter()) + "#" + tasks.name())))
                .put("ids", AttributeValue.fromM(ids))
                .put("counts", CountsText.write(tasks.ended()))
                .put("rev", tasks.revision())
                .put("purgeAt", tasks.quarter().plus(KEPT).getEpochSecond())
                .attributes();
    }

    private static Followed followed(Item item, Instant quarter, String name) {
        Map<String, List<TaskId>> open = new HashMap<>();
        AttributeValue ids = item.attributes().get("ids");
        if (ids != null) {
            ids.m().forEach((type, bytes) -> open.put(type, ids(bytes.b())));
        }
        return new Followed(
                quarter, name, Map.copyOf(open), CountsText.read(item.text("counts", "")), item.number("rev", 0));
    }

    private static SdkBytes bytes(List<TaskId> ids) {
        ByteBuffer bytes = ByteBuffer.allocate(ids.size() * 2 * Long.BYTES);
        ids.forEach(id -> bytes.putLong(id.uuid().getMostSignificantBits())
                .putLong(id.uuid().getLeastSignificantBits()));
        return SdkBytes.fromByteBuffer(bytes.flip());
    }

    private static List<TaskId> ids(SdkBytes all) {
        ByteBuffer bytes = all.asByteBuffer();
        List<TaskId> ids = new ArrayList<>();
        while (bytes.hasRemaining()) {
            ids.add(new TaskId(new UUID(bytes.getLong(), bytes.getLong())));
        }
        return List.copyOf(ids);
    }
}
