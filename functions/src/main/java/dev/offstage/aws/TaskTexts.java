package dev.offstage.aws;

import dev.offstage.task.Ending;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes and reads those texts of tasks that do not lie in their items. */
final class TaskTexts {
    private final DynamoDbClient dynamo;
    private final String table;
    private final Payloads payloads;
    private final TaskQueries queries;

    TaskTexts(DynamoDbClient dynamo, String table, Payloads payloads, TaskQueries queries) {
        this.dynamo = dynamo;
        this.table = table;
        this.payloads = payloads;
        this.queries = queries;
    }

    int longest() {
        return payloads.longest();
    }

    /** Writes what was asked for, to stay until the task ends. */
    void putAsked(TaskRecord task, LongTexts texts) {
        put(task, texts.args(), null);
        put(task, texts.followUp(), null);
    }

    /** Writes the result, and what was asked for once more: now it is known how long. */
    void putEnded(TaskRecord task, LongTexts texts, Ending ending) {
        put(task, texts.result(), ending);
        put(task, texts.args(), ending);
        put(task, texts.followUp(), ending);
    }

    private void put(TaskRecord task, LongTexts.@Nullable Place place, @Nullable Ending ending) {
        if (place == null || place.at() == null) {
            return;
        }
        Instant purgeAt = ending == null ? null : ending.purgeAt();
        if (isPayload(place.at())) {
            payloads.put(place.at(), place.text(), ending == null ? null : keep(ending));
            return;
        }
        Item item = new Item(new HashMap<>(Item.key(task.id().partition(), place.at()))).put("text", place.text());
        if (purgeAt != null) {
            item.put("purgeAt", purgeAt.getEpochSecond());
        }
        dynamo.putItem(put -> put.tableName(table).item(item.attributes()));
    }

    private static @Nullable Duration keep(Ending ending) {
        return ending.purgeAt() == null ? null : Duration.between(ending.at(), ending.purgeAt());
    }

    private static boolean isPayload(String at) {
        return at.startsWith(Payloads.PREFIX);
    }

    /** The text {@code name} of an item; null when it has none. */
    @Nullable
    String read(Item item, String name) {
        String at = item.textOrNull(LongTexts.pointer(name));
        if (at == null) {
            return item.textOrNull(name);
        }
        if (isPayload(at)) {
            return payloads.get(at).orElse("null");
        }
        Map<String, AttributeValue> key = Item.key(item.required("pk"), at);
        return new Item(dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                        .item())
                .text("text", "null");
    }

    /** Deletes all that lies beside {@code task}'s item. */
    void delete(TaskRecord task) {
        LongTexts texts = LongTexts.of(task);
        queries.siblings(task.id())
                .forEach(key ->
                        dynamo.deleteItem(delete -> delete.tableName(table).key(key)));
        Stream.of(texts.args(), texts.result(), texts.followUp())
                .filter(place -> place != null && place.at() != null && isPayload(place.at()))
                .forEach(place -> payloads.delete(String.valueOf(place.at())));
    }
}
