package dev.offstage.aws;

import dev.offstage.engine.ClaimResult;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.UnavailableException;
import dev.offstage.task.Ending;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Tasks in one DynamoDB table; {@code docs/decisions/0001-one-table.md} has the keys. */
final class DynamoTaskStore implements TaskStore {
    private static final String CLAIMABLE = """
            attempt < allowed AND (
              (#state = :queued AND (attribute_not_exists(notBefore) OR notBefore <= :now)
                                AND (attribute_not_exists(expiresAt) OR expiresAt > :now))
              OR (#state = :running AND leaseUntil <= :now))""";
    private static final String CLAIM = """
            SET #state = :running, attempt = attempt + :one, rev = rev + :one, holder = :holder,
                leaseSince = :now, leaseUntil = limitMs + :margin, startedAt = if_not_exists(startedAt, :now)""";
    private static final int BATCH = 25;
    private static final int BATCHES_AT_ONCE = 8;
    private static final int BATCH_TRIES = 8;

    private final DynamoDbClient dynamo;
    private final String table;
    private final RandomGenerator random;
    private final TaskQueries queries;

    DynamoTaskStore(DynamoDbClient dynamo, String table, RandomGenerator random) {
        this.dynamo = dynamo;
        this.table = table;
        this.random = random;
        this.queries = new TaskQueries(dynamo, table);
    }

    @Override
    public boolean create(TaskRecord task) {
        LongTexts texts = LongTexts.of(task);
        putArgsBeside(task, texts);
        return puts(TaskItem.write(task, texts), "attribute_not_exists(pk)", Map.of());
    }

    @Override
    public void createAll(List<TaskRecord> tasks) {
        List<WriteRequest> writes = tasks.stream()
                .map(task -> {
                    LongTexts texts = LongTexts.of(task);
                    putArgsBeside(task, texts);
                    return WriteRequest.builder()
                            .putRequest(PutRequest.builder()
                                    .item(TaskItem.write(task, texts))
                                    .build())
                            .build();
                })
                .toList();
        int written = writes.stream()
                .gather(Gatherers.windowFixed(BATCH))
                .gather(Gatherers.mapConcurrent(BATCHES_AT_ONCE, this::writeAll))
                .mapToInt(Integer::intValue)
                .sum();
        if (written != tasks.size()) {
            throw new IllegalStateException(written + " of " + tasks.size() + " tasks were written.");
        }
    }

    private int writeAll(List<WriteRequest> batch) {
        List<WriteRequest> left = batch;
        for (int i = 0; i < BATCH_TRIES && !left.isEmpty(); i++) {
            pause(i);
            Map<String, List<WriteRequest>> request = Map.of(table, left);
            left = dynamo.batchWriteItem(call -> call.requestItems(request))
                    .unprocessedItems()
                    .getOrDefault(table, List.of());
        }
        if (!left.isEmpty()) {
            throw new UnavailableException("The table " + table + " left " + left.size() + " writes undone.");
        }
        return batch.size();
    }

    /** What is left undone was throttled: full jitter, from 50 ms up. */
    private void pause(int tries) {
        try {
            Thread.sleep(tries == 0 ? 0 : random.nextLong(50L << tries));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("The writes were interrupted.");
        }
    }

    @Override
    public Optional<TaskRecord> find(TaskId id) {
        Map<String, AttributeValue> item = itemOrEmpty(TaskItem.key(id));
        return item.isEmpty() ? Optional.empty() : Optional.of(whole(item));
    }

    @Override
    public ClaimResult claim(TaskId id, String holder, Instant now) {
        Map<String, AttributeValue> values = Map.of(
                ":queued", Item.text("queued"),
                ":running", Item.text("running"),
                ":now", Item.time(now),
                ":one", Item.number(1),
                ":holder", Item.text(holder),
                ":margin", Item.time(now.plus(Lifecycle.LEASE_MARGIN)));
        UpdateItemRequest claim = UpdateItemRequest.builder()
                .tableName(table)
                .key(TaskItem.key(id))
                .conditionExpression(CLAIMABLE)
                .updateExpression(CLAIM)
                .expressionAttributeNames(Map.of("#state", "state"))
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        try {
            return new ClaimResult.Granted(whole(dynamo.updateItem(claim).attributes()));
        } catch (ConditionalCheckFailedException e) {
            return e.hasItem() && !e.item().isEmpty() ? refused(whole(e.item()), holder) : new ClaimResult.Missing();
        }
    }

    /** An answer lost on the way makes the SDK ask again: then we are refused by our own lease. */
    private static ClaimResult refused(TaskRecord there, String holder) {
        boolean ours = there.lease() != null && there.lease().holder().equals(holder);
        return ours ? new ClaimResult.Granted(there) : new ClaimResult.Refused(there);
    }

    @Override
    public boolean replace(TaskRecord seen, TaskRecord next) {
        LongTexts texts = LongTexts.of(next);
        Ending ending = next.ending();
        if (ending != null && seen.ending() == null) {
            putTextsBeside(next, texts, ending);
        }
        return puts(TaskItem.write(next, texts), "rev = :rev", Map.of(":rev", Item.number(seen.revision())));
    }

    private void putTextsBeside(TaskRecord task, LongTexts texts, Ending ending) {
        if (!texts.resultInside() && ending.result() != null) {
            putBeside(task.id(), String.valueOf(texts.result()), ending.result(), ending.purgeAt());
        }
        if (!texts.argsInside()) {
            putBeside(task.id(), texts.args(), task.spec().args(), ending.purgeAt());
        }
    }

    @Override
    public List<TaskGlance> createdBetween(Instant after, Instant upTo) {
        return queries.createdBetween(after, upTo);
    }

    @Override
    public List<TaskId> scheduledUpTo(Instant upTo, int limit) {
        return queries.open(OpenIndex.SCHEDULED, upTo, limit);
    }

    @Override
    public List<TaskId> recheckUpTo(Instant upTo, int limit) {
        return queries.open(OpenIndex.CHECK, upTo, limit);
    }

    private void putArgsBeside(TaskRecord task, LongTexts texts) {
        if (!texts.argsInside()) {
            putBeside(task.id(), texts.args(), task.spec().args(), null);
        }
    }

    private void putBeside(TaskId task, String sortKey, String text, @Nullable Instant purgeAt) {
        Item item = new Item(new HashMap<>(Item.key(task.partition(), sortKey))).put("text", text);
        if (purgeAt != null) {
            item.put("purgeAt", purgeAt.getEpochSecond());
        }
        dynamo.putItem(put -> put.tableName(table).item(item.attributes()));
    }

    private boolean puts(Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression(condition)
                    .expressionAttributeValues(values.isEmpty() ? null : values));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** The record of {@code item}, its long texts fetched. */
    private TaskRecord whole(Map<String, AttributeValue> item) {
        Item read = new Item(item);
        String args = read.textOrNull("args");
        String result = read.textOrNull("result");
        return TaskItem.read(
                item,
                args == null ? beside(read, "argsAt") : args,
                result == null && read.has("resultAt") ? beside(read, "resultAt") : result);
    }

    private String beside(Item item, String pointer) {
        Map<String, AttributeValue> there = itemOrEmpty(Item.key(item.required("pk"), item.required(pointer)));
        return new Item(there).text("text", "null");
    }

    private Map<String, AttributeValue> itemOrEmpty(Map<String, AttributeValue> key) {
        return dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item();
    }
}
