package dev.offstage.local.table;

import dev.offstage.local.template.TableSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Makes the template's tables where they are not there yet. */
public final class Tables {
    private Tables() {}

    /** Makes {@code table} unless it exists; one that exists with other keys or indexes is refused. */
    public static void ensure(DynamoDbClient client, TableSpec table) {
        try {
            check(client.describeTable(ask -> ask.tableName(table.name())).table(), table);
        } catch (ResourceNotFoundException ignored) {
            var unused = client.createTable(request(table));
        }
        try (DynamoDbWaiter waiter = client.waiter()) {
            var unused = waiter.waitUntilTableExists(ask -> ask.tableName(table.name()));
        }
        table.timeToLive().ifPresent(attribute -> expire(client, table.name(), attribute));
    }

    private static void expire(DynamoDbClient client, String table, String attribute) {
        TimeToLiveStatus status = client.describeTimeToLive(ask -> ask.tableName(table))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status == TimeToLiveStatus.DISABLED) {
            var unused = client.updateTimeToLive(update -> update.tableName(table)
                    .timeToLiveSpecification(ttl -> ttl.attributeName(attribute).enabled(true)));
        }
    }

    private static void check(TableDescription there, TableSpec table) {
        Set<String> indexes = there.globalSecondaryIndexes().stream()
                .map(GlobalSecondaryIndexDescription::indexName)
                .collect(Collectors.toSet());
        Set<String> wanted =
                table.globalIndexes().stream().map(TableSpec.Index::name).collect(Collectors.toSet());
        if (!there.keySchema().equals(keys(table.keys())) || !indexes.equals(wanted)) {
            throw new IllegalStateException("The kept table " + table.name()
                    + " has other keys or indexes than the template says; use another folder for --data.");
        }
    }

    private static CreateTableRequest request(TableSpec table) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys(table.keys()))
                .attributeDefinitions(table.attributes().entrySet().stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute.getKey())
                                .attributeType(attribute.getValue())
                                .build())
                        .toList());
        if (!table.globalIndexes().isEmpty()) {
            request.globalSecondaryIndexes(
                    table.globalIndexes().stream().map(Tables::global).toList());
        }
        if (!table.localIndexes().isEmpty()) {
            request.localSecondaryIndexes(
                    table.localIndexes().stream().map(Tables::local).toList());
        }
        return request.build();
    }

    private static GlobalSecondaryIndex global(TableSpec.Index index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.keys()))
                .projection(projection(index))
                .build();
    }

    private static LocalSecondaryIndex local(TableSpec.Index index) {
        return LocalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.keys()))
                .projection(projection(index))
                .build();
    }

    private static Projection projection(TableSpec.Index index) {
        Projection.Builder projection = Projection.builder().projectionType(index.projection());
        return (index.included().isEmpty() ? projection : projection.nonKeyAttributes(index.included())).build();
    }

    private static List<KeySchemaElement> keys(List<TableSpec.Key> keys) {
        return keys.stream()
                .map(key -> KeySchemaElement.builder()
                        .attributeName(key.attribute())
                        .keyType(key.kind())
                        .build())
                .toList();
    }
}
