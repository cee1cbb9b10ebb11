package dev.offstage.aws;

import dev.offstage.engine.TaskLogs;
import dev.offstage.task.LogLine;
import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Lines of logs in pages of 25, siblings of the task's record: the first two pages stay, those after them take turns in seven
 * places, so that the last 150 lines are always there and a task has nine such items at most.
 */
final class DynamoTaskLogs implements TaskLogs {
    private static final int PAGE = 25;
    private static final int FIRST_PAGES = FIRST / PAGE;

    /** One more than the last lines fill, since the newest page is not full yet. */
    private static final int PLACES = LAST / PAGE + 1;

    private final DynamoDbClient dynamo;
    private final String table;

    DynamoTaskLogs(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public void append(TaskId task, List<Numbered> lines) {
        Map<Integer, List<Numbered>> byPage = lines.stream()
                .collect(Collectors.groupingBy(
                        line -> line.number() / PAGE, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
        byPage.forEach((page, more) -> {
            List<Numbered> all = new ArrayList<>(linesBefore(task, page, more.getFirst()));
            all.addAll(more);
            put(task, page, all);
        });
    }

    /** What a page has already, when {@code first} does not begin it. */
    private List<Numbered> linesBefore(TaskId task, int page, Numbered first) {
        if (first.number() == page * PAGE) {
            return List.of();
        }
        Map<String, AttributeValue> item = dynamo.getItem(
                        get -> get.tableName(table).key(key(task, page)).consistentRead(true))
                .item();
        // Another page may lie in this place.
        return read(item).stream()
                .filter(line -> line.number() / PAGE == page && line.number() < first.number())
                .toList();
    }

    private void put(TaskId task, int page, List<Numbered> lines) {
        Item item = new Item(new HashMap<>(key(task, page)))
                .put(
                        "lines",
                        AttributeValue.fromL(
                                lines.stream().map(DynamoTaskLogs::write).toList()));
        dynamo.putItem(put -> put.tableName(table).item(item.attributes()));
    }

    @Override
    public List<LogLine> read(TaskId task) {
        List<Numbered> lines = dynamo
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :log)")
                        .expressionAttributeValues(
                                Map.of(":pk", Item.text(task.partition()), ":log", Item.text(prefix(task)))))
                .items()
                .stream()
                .flatMap(item -> read(item).stream())
                .sorted(Comparator.comparingInt(Numbered::number))
                .toList();
        int total = lines.isEmpty() ? 0 : lines.getLast().number() + 1;
        return lines.stream()
                .filter(line -> TaskLogs.stays(line.number(), total))
                .map(Numbered::line)
                .toList();
    }

    /** Gives the items of so many lines an end of life; null for none. */
    void purgeAt(TaskId task, int lines, @Nullable Instant end) {
        int pages = (lines + PAGE - 1) / PAGE;
        IntStream.range(0, Math.min(pages, FIRST_PAGES + PLACES)).forEach(page -> purgeAt(key(task, page), end));
    }

    private void purgeAt(Map<String, AttributeValue> key, @Nullable Instant end) {
        try {
            dynamo.updateItem(update -> update.tableName(table)
                    .key(key)
                    .conditionExpression("attribute_exists(pk)")
                    .updateExpression(end == null ? "REMOVE purgeAt" : "SET purgeAt = :end")
                    .expressionAttributeValues(end == null ? null : Map.of(":end", Item.number(end.getEpochSecond()))));
        } catch (ConditionalCheckFailedException e) {
            // A page that could not be written when its lines were logged.
        }
    }

    private static String prefix(TaskId task) {
        return LongTexts.beside(task) + "log#";
    }

    private static Map<String, AttributeValue> key(TaskId task, int page) {
        int place = page < FIRST_PAGES ? page : FIRST_PAGES + (page - FIRST_PAGES) % PLACES;
        return Item.key(task.partition(), prefix(task) + place);
    }

    /** One text a line: a map with four names in it would be twice as long. */
    private static AttributeValue write(Numbered numbered) {
        LogLine line = numbered.line();
        return Item.text(numbered.number() + " " + line.at().toEpochMilli() + " "
                + line.level().wireName() + " " + line.text());
    }

    private static List<Numbered> read(Map<String, AttributeValue> item) {
        AttributeValue lines = item.get("lines");
        return lines == null
                ? List.of()
                : lines.l().stream().map(line -> numbered(line.s())).toList();
    }

    private static Numbered numbered(String text) {
        String[] words = text.split(" ", 4);
        LogLine line = new LogLine(
                Instant.ofEpochMilli(Long.parseLong(words[1])), LogLine.Level.ofWireName(words[2]), words[3]);
        return new Numbered(Integer.parseInt(words[0]), line);
    }
}
