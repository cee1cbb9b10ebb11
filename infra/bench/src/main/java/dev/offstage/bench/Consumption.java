package dev.offstage.bench;

import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/**
 * What DynamoDB's answers say of the units that they cost. Requests of another kind than these are refused, so that none can
 * slip by unmeasured.
 */
final class Consumption {
    /** The total, with the part of each index apart. */
    private static final ReturnConsumedCapacity WANTED = ReturnConsumedCapacity.INDEXES;

    private Consumption() {}

    /** {@code request}, asking for the units it costs. */
    static DynamoDbRequest asked(DynamoDbRequest request) {
        return switch (request) {
            case PutItemRequest put ->
                put.toBuilder().returnConsumedCapacity(WANTED).build();
            case UpdateItemRequest update ->
                update.toBuilder().returnConsumedCapacity(WANTED).build();
            case BatchWriteItemRequest batch ->
                batch.toBuilder().returnConsumedCapacity(WANTED).build();
            case GetItemRequest get ->
                get.toBuilder().returnConsumedCapacity(WANTED).build();
            case QueryRequest query ->
                query.toBuilder().returnConsumedCapacity(WANTED).build();
            case ListTablesRequest setUp -> setUp;
            case CreateTableRequest setUp -> setUp;
            case DescribeTableRequest setUp -> setUp;
            case DescribeTimeToLiveRequest setUp -> setUp;
            case UpdateTimeToLiveRequest setUp -> setUp;
            default ->
                throw new IllegalArgumentException(
                        "It is not known what a " + request.getClass().getSimpleName() + " costs; say it here.");
        };
    }

    /** What the answer to {@code request} says. */
    static Tally of(SdkRequest request, DynamoDbResponse response) {
        return switch (response) {
            case PutItemResponse put -> written(List.of(put.consumedCapacity()));
            case UpdateItemResponse update -> written(List.of(update.consumedCapacity()));
            case BatchWriteItemResponse batch -> written(batch.consumedCapacity());
            case GetItemResponse get -> read(get.consumedCapacity(), least(request));
            case QueryResponse query -> read(query.consumedCapacity(), least(request));
            case ListTablesResponse ignored -> Tally.NOTHING;
            case CreateTableResponse ignored -> Tally.NOTHING;
            case DescribeTableResponse ignored -> Tally.NOTHING;
            case DescribeTimeToLiveResponse ignored -> Tally.NOTHING;
            case UpdateTimeToLiveResponse ignored -> Tally.NOTHING;
            default ->
                throw new IllegalArgumentException(
                        "It is not known what a " + response.getClass().getSimpleName() + " cost; say it here.");
        };
    }

    /** DynamoDB takes something for a read that finds nothing; its emulation says zero. */
    private static double least(SdkRequest request) {
        boolean consistent = Boolean.TRUE.equals(
                request.getValueForField("ConsistentRead", Boolean.class).orElse(false));
        return consistent ? 1 : 0.5;
    }

    private static Tally read(ConsumedCapacity said, double least) {
        return Tally.read(Math.max(said.capacityUnits(), least));
    }

    private static Tally written(List<ConsumedCapacity> tables) {
        double all =
                tables.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
        double indexes = tables.stream()
                .flatMap(table -> table.globalSecondaryIndexes().values().stream())
                .mapToDouble(index -> index.capacityUnits())
                .sum();
        return Tally.written(all, indexes);
    }
}
