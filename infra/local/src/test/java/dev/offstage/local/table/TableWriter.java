package dev.offstage.local.table;

import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A process that writes items into kept tables, and prints the number of each that was acknowledged, until it is killed. */
final class TableWriter {
    private TableWriter() {}

    public static void main(String[] arguments) throws Exception {
        try (TableServer server = TableServer.start(Path.of(arguments[0]));
                DynamoDbClient client = KeptTablesTest.client(server)) {
            Tables.ensure(client, KeptTablesTest.TABLE);
            for (int number = 0; ; number++) {
                Map<String, AttributeValue> item = Map.of(
                        "pk", AttributeValue.fromS("item-" + number), "text", AttributeValue.fromS("x".repeat(300)));
                var unused = client.putItem(put -> put.tableName(KeptTablesTest.TABLE.name())
                        .item(item)
                        .conditionExpression("attribute_not_exists(pk)"));
                System.out.println("acknowledged " + number);
            }
        }
    }
}
