package dev.offstage.aws;

import dev.offstage.report.DayReport;
import dev.offstage.report.ReportJson;
import dev.offstage.report.Reports;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Each report in an item of its own, {@code report#<date>}, as JSON. */
final class DynamoReports implements Reports {
    private static final Duration KEPT = Duration.ofDays(400);

    private final DynamoDbClient dynamo;
    private final String table;

    DynamoReports(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    private static Map<String, AttributeValue> key(LocalDate day) {
        return Item.key("report#" + day, "report");
    }

    @Override
    public Optional<DayReport> find(LocalDate day) {
        return Optional.ofNullable(item(day).textOrNull("report")).map(ReportJson::read);
    }

    private Item item(LocalDate day) {
        return new Item(dynamo.getItem(get -> get.tableName(table).key(key(day)).consistentRead(true))
                .item());
    }

    @Override
    public boolean create(DayReport report) {
        Map<String, AttributeValue> item = new Item(new HashMap<>(key(report.date())))
                .put("report", ReportJson.write(report).toText())
                .put("purgeAt", report.to().plus(KEPT).getEpochSecond())
                .attributes();
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(pk)")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // An answer lost on the way makes the SDK ask again: then we are refused by our own write.
            return e.hasItem() && e.item().equals(item);
        }
    }

    @Override
    public boolean isMailed(LocalDate day) {
        return item(day).has("mailed");
    }

    @Override
    public void noteMailed(LocalDate day) {
        try {
            dynamo.updateItem(update -> update.tableName(table)
                    .key(key(day))
                    .conditionExpression("attribute_exists(pk)")
                    .updateExpression("SET mailed = :yes")
                    .expressionAttributeValues(Map.of(":yes", Item.number(1))));
        } catch (ConditionalCheckFailedException e) {
            // It was purged meanwhile.
        }
    }
}
