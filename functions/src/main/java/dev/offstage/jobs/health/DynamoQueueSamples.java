package dev.offstage.jobs.health;

import dev.offstage.jobs.JobResources;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** All samples in one partition: those of 14 days are less than 300 KB. */
final class DynamoQueueSamples implements QueueSamples {
    private final DynamoDbClient client;
    private final String table;
    private final InstantSource clock;

    DynamoQueueSamples(JobResources resources) {
        this.client = resources.dynamo();
        this.table = resources.table();
        this.clock = resources.clock();
    }

    @Override
    public boolean add(QueueSample sample) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(QueueSampleItem.write(sample))
                .conditionExpression("attribute_not_exists(pk)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        try {
            client.putItem(request);
            return true;
        } catch (ConditionalCheckFailedException there) {
            return QueueSampleItem.read(there.item()).equals(sample);
        }
    }

    @Override
    public List<QueueSample> between(Instant from, Instant to) {
        // DynamoDB deletes late.
        Instant oldest = clock.instant().minus(QueueSampleItem.KEPT);
        Instant first = from.isAfter(oldest) ? from : oldest;
        // Keys are whole seconds; both ends of a range belong to it.
        Instant start = first.plusNanos(999_999_999);
        Instant end = to.minusNanos(1);
        if (end.isBefore(start)) {
            return List.of();
        }
        Map<String, AttributeValue> values = Map.of(
                ":pk", AttributeValue.fromS(QueueSampleItem.PARTITION),
                ":start", QueueSampleItem.sortKey(start),
                ":end", QueueSampleItem.sortKey(end));
        return client
                .queryPaginator(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :start AND :end")
                        .expressionAttributeValues(values))
                .items()
                .stream()
                .map(QueueSampleItem::read)
                .toList();
    }
}
