package dev.offstage.aws;

import dev.offstage.engine.ClaimResult;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.UnavailableException;
import dev.offstage.task.Ending;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import dev.offstage.task.Report;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
              OR (#state = :running AND leaseUntil <= :now AND attribute_not_exists(cancelAt)))""";
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
    private final TaskTexts beside;
    private final DynamoTaskLogs logs;

    /** A store without a place for large texts. */
    DynamoTaskStore(DynamoDbClient dynamo, String table, RandomGenerator random) {
        this(dynamo, table, random, Payloads.NONE);
    }

    DynamoTaskStore(DynamoDbClient dynamo, String table, RandomGenerator random, Payloads payloads) {
        this.dynamo = dynamo;
        this.table = table;
        this.random = random;
        this.queries = new TaskQueries(dynamo, table);
        this.logs = new DynamoTaskLogs(dynamo, table);
        this.beside = new TaskTexts(dynamo, table, payloads, queries);
    }

    @Override
    public int longestText() {
        return beside.longest();
    }

    @Override
    public boolean create(TaskRecord task) {
        LongTexts texts = LongTexts.of(task);
        beside.putAsked(task, texts);
        if (task.isLate()) {
            // Before the record, so that a task is never made without it; that it names one that was not made is no
            // harm.
            dynamo.putItem(put -> put.tableName(table).item(LateItem.write(task)));
        }
        return putsNew(TaskItem.write(task, texts));
    }

    @Override
    public void createAll(List<TaskRecord> tasks) {
        List<WriteRequest> writes = tasks.stream()
                .map(task -> {
                    LongTexts texts = LongTexts.of(task);
                    beside.putAsked(task, texts);
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
    public ClaimResult claim(TaskId id, String holder, Instant now, Pauses pauses) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":queued", Item.text("queued"),
                ":running", Item.text("running"),
                ":now", Item.time(now),
                ":one", Item.number(1),
                ":holder", Item.text(holder),
                ":margin", Item.time(now.plus(Lifecycle.LEASE_MARGIN))));
        Map<String, String> names = new HashMap<>(Map.of("#state", "state"));
        String condition = CLAIMABLE + notPaused(pauses, names, values);
        UpdateItemRequest claim = UpdateItemRequest.builder()
                .tableName(table)
                .key(TaskItem.key(id))
                .conditionExpression(condition)
                .updateExpression(CLAIM)
                .expressionAttributeNames(names)
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

    private static String notPaused(Pauses pauses, Map<String, String> names, Map<String, AttributeValue> values) {
        StringBuilder condition = new StringBuilder();
        for (Pause pause : pauses.inForce()) {
            String attribute = pause.kind() == Pause.Kind.QUEUE ? "queue" : "type";
            String value = ":paused" + values.size();
            names.put("#" + attribute, attribute);
            values.put(value, Item.text(pause.name()));
            condition.append(" AND #" + attribute + " <> " + value);
        }
        return condition.toString();
    }

    @Override
    public Standing report(TaskId id, String holder, @Nullable Report news) {
        Item told = new Item();
        if (news != null) {
            ReportItem.put(told, news);
        }
        return told.attributes().isEmpty() ? ask(id, holder) : tell(id, holder, told.attributes());
    }

    private Standing tell(TaskId id, String holder, Map<String, AttributeValue> told) {
        Map<String, String> names = new HashMap<>(Map.of("#state", "state"));
        Map<String, AttributeValue> values =
                new HashMap<>(Map.of(":running", Item.text("running"), ":holder", Item.text(holder)));
        List<String> sets = new ArrayList<>();
        told.forEach((name, value) -> {
            names.put("#" + name, name);
            values.put(":" + name, value);
            sets.add("#" + name + " = :" + name);
        });
        try {
            return standing(
                    dynamo.updateItem(update -> update.tableName(table)
                                    .key(TaskItem.key(id))
                                    .conditionExpression("#state = :running AND holder = :holder")
                                    .updateExpression("SET " + String.join(", ", sets))
                                    .expressionAttributeNames(names)
                                    .expressionAttributeValues(values)
                                    .returnValues(ReturnValue.ALL_NEW))
                            .attributes(),
                    holder);
        } catch (ConditionalCheckFailedException e) {
            return Standing.LOST;
        }
    }

    private Standing ask(TaskId id, String holder) {
        return standing(
                dynamo.getItem(get -> get.tableName(table)
                                .key(TaskItem.key(id))
                                .consistentRead(true)
                                .projectionExpression("holder, cancelAt"))
                        .item(),
                holder);
    }

    private static Standing standing(Map<String, AttributeValue> attributes, String holder) {
        Item item = new Item(attributes);
        if (!holder.equals(item.textOrNull("holder"))) {
            return Standing.LOST;
        }
        return item.has("cancelAt") ? Standing.CANCEL_ASKED : Standing.HELD;
    }

    @Override
    public boolean delete(TaskRecord seen) {
        try {
            dynamo.deleteItem(delete -> delete.tableName(table)
                    .key(TaskItem.key(seen.id()))
                    .conditionExpression("rev = :rev")
                    .expressionAttributeValues(Map.of(":rev", Item.number(seen.revision()))));
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
        beside.delete(seen);
        return true;
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
        purgeLogs(seen, next);
        if (ending != null && seen.ending() == null) {
            beside.putEnded(next, texts, ending);
        } else if (!next.spec().args().equals(seen.spec().args()) || (ending == null && seen.ending() != null)) {
            // Other arguments, or the same that were to be purged with the end that is no more.
            beside.putAsked(next, texts);
        }
        boolean stored = putsAfter(seen.revision(), TaskItem.write(next, texts));
        if (!stored && ending != null && seen.ending() == null) {
            // The task lives on, perhaps for long: what it was asked for must not be purged as if this had been its
            // end.
            restoreAsked(next.id());
        }
        return stored;
    }

    private void restoreAsked(TaskId id) {
        find(id).filter(task -> task.ending() == null).ifPresent(task -> {
            beside.putAsked(task, LongTexts.of(task));
            logs.purgeAt(id, task.report().logLines(), null);
        });
    }

    /** The lines of the log get the end of life of their record, or lose it with the end that is no more. */
    private void purgeLogs(TaskRecord seen, TaskRecord next) {
        Instant purgeAt = purgeAt(next);
        if (!Objects.equals(purgeAt, purgeAt(seen))) {
            logs.purgeAt(next.id(), next.report().logLines(), purgeAt);
        }
    }

    private static @Nullable Instant purgeAt(TaskRecord task) {
        return task.ending() == null ? null : task.ending().purgeAt();
    }

    @Override
    public List<TaskGlance> createdBetween(Instant after, Instant upTo) {
        return queries.createdBetween(after, upTo);
    }

    @Override
    public List<TaskGlance> lateBetween(Instant after, Instant upTo) {
        return queries.lateBetween(after, upTo);
    }

    @Override
    public List<TaskGlance> glances(List<TaskId> ids) {
        return queries.glances(ids);
    }

    @Override
    public List<TaskId> scheduledUpTo(Instant upTo, int limit) {
        return queries.open(OpenIndex.SCHEDULED, upTo, limit);
    }

    @Override
    public List<TaskId> blockedBy(Pause pause, int limit) {
        return queries.blockedBy(pause, limit);
    }

    @Override
    public List<TaskId> recheckUpTo(Instant upTo, int limit) {
        return queries.open(OpenIndex.CHECK, upTo, limit);
    }

    private boolean putsAfter(long revision, Map<String, AttributeValue> item) {
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression("rev = :rev")
                    .expressionAttributeValues(Map.of(":rev", Item.number(revision)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // An answer lost on the way makes the SDK ask again: then we are refused by our own write.
            return e.hasItem() && e.item().equals(item);
        }
    }

    private boolean putsNew(Map<String, AttributeValue> item) {
        try {
            dynamo.putItem(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** The record of {@code item}, its long texts fetched. */
    private TaskRecord whole(Map<String, AttributeValue> item) {
        return TaskItem.read(item, name -> beside.read(new Item(item), name));
    }

    private Map<String, AttributeValue> itemOrEmpty(Map<String, AttributeValue> key) {
        return dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item();
    }
}
