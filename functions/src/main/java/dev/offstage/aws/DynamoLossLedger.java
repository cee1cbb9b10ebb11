package dev.offstage.aws;

import dev.offstage.engine.LossLedger;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** One partition, {@code loss}: an item for each closed hour, and one for the picture. */
final class DynamoLossLedger implements LossLedger {
    private static final String PARTITION = "loss";
    private static final Map<String, AttributeValue> PICTURE = Item.key(PARTITION, "picture");
    private static final Duration KEPT = Duration.ofDays(400);

    private static final Pattern WORD = Pattern.compile("(\\d+):(\\d+):(\\d+):(\\d+)");

    private final DynamoDbClient dynamo;
    private final String table;

    DynamoLossLedger(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Optional<Picture> picture() {
        Item item =
                new Item(dynamo.getItem(get -> get.tableName(table).key(PICTURE).consistentRead(true))
                        .item());
        Instant asOf = item.timeOrNull("asOf");
        if (asOf == null) {
            return Optional.empty();
        }
        Instant upTo = item.timeOrNull("countUpTo");
        Count count = upTo == null ? null : new Count(upTo, item.required("countPlace"), readOpen(item, "counted"));
        String lost = item.text("lost", "");
        return Optional.of(new Picture(
                asOf,
                item.number("accepted", 0),
                readOpen(item, "open"),
                Arrays.stream(lost.split(" "))
                        .flatMap(id -> TaskId.parse(id).stream())
                        .toList(),
                count,
                item.number("rev", 0)));
    }

    @Override
    public boolean replace(@Nullable Picture seen, Picture next) {
        Map<String, AttributeValue> values = seen == null ? null : Map.of(":rev", Item.number(seen.revision()));
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item(next))
                    .conditionExpression(seen == null ? "attribute_not_exists(pk)" : "rev = :rev")
                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static Map<String, AttributeValue> item(Picture picture) {
        Item item = new Item(new HashMap<>(PICTURE))
                .put("asOf", picture.asOf())
                .put("accepted", picture.accepted())
                .put("open", open(picture.open()))
                .put("rev", picture.revision());
        if (!picture.lost().isEmpty()) {
            item.put("lost", picture.lost().stream().map(TaskId::toString).collect(Collectors.joining(" ")));
        }
        Count count = picture.count();
        if (count != null) {
            item.put("countUpTo", count.upTo()).put("countPlace", count.place()).put("counted", open(count.open()));
        }
        return item.attributes();
    }

    /** A word for each hour: its number since 1970, then how many wait, run and are overdue, all of them in few bytes. */
    private static String open(Map<Instant, Open> open) {
        return open.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey().getEpochSecond() / 3600 + ":"
                        + entry.getValue().waiting() + ":" + entry.getValue().running() + ":"
                        + entry.getValue().overdue())
                .collect(Collectors.joining(" "));
    }

    private static Map<Instant, Open> readOpen(Item item, String name) {
        Map<Instant, Open> open = new HashMap<>();
        WORD.matcher(item.text(name, ""))
                .results()
                .forEach(word -> open.put(
                        Instant.ofEpochSecond(Long.parseLong(word.group(1)) * 3600),
                        new Open(
                                Long.parseLong(word.group(2)),
                                Long.parseLong(word.group(3)),
                                Long.parseLong(word.group(4)))));
        return Map.copyOf(open);
    }

    @Override
    public void close(Instant hour, long accepted) {
        Item item = new Item(new HashMap<>(Item.key(PARTITION, sortKey(hour))))
                .put("accepted", accepted)
                .put("purgeAt", hour.plus(KEPT).getEpochSecond());
        dynamo.putItem(put -> put.tableName(table).item(item.attributes()));
    }

    private static String sortKey(Instant hour) {
        return "hour#" + hour;
    }

    @Override
    public Map<Instant, Long> accepted(Instant first, Instant last) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                .expressionAttributeValues(Map.of(
                        ":pk", Item.text(PARTITION),
                        ":first", Item.text(sortKey(first)),
                        ":last", Item.text(sortKey(last))))
                .build();
        return dynamo.queryPaginator(query).items().stream()
                .map(Item::new)
                .collect(Collectors.toMap(
                        item -> Instant.parse(item.required("sk").substring("hour#".length())),
                        item -> item.number("accepted", 0)));
    }
}
