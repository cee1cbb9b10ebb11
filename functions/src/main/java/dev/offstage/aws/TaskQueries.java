package dev.offstage.aws;

import dev.offstage.engine.TaskStore.TaskGlance;
import dev.offstage.task.Pause;
import dev.offstage.task.TaskId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The reads over many tasks: by the time of acceptance in the table itself, by what waits in the sparse index. */
final class TaskQueries {
    private static final int AT_ONCE = 16;

    private final DynamoDbClient dynamo;
    private final String table;

    TaskQueries(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    List<TaskGlance> createdBetween(Instant after, Instant upTo) {
        String first = TaskId.firstAt(after.plusMillis(1)).toString();
        String last = TaskId.firstAt(upTo.plusMillis(1)).toString();
        return partitions(after, upTo)
                .gather(Gatherers.mapConcurrent(AT_ONCE, partition -> glances(partition, first, last)))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(TaskGlance::id))
                .toList();
    }

    private static Stream<String> partitions(Instant after, Instant upTo) {
        Instant firstHour = after.truncatedTo(ChronoUnit.HOURS);
        return Stream.iterate(firstHour, hour -> !hour.isAfter(upTo), hour -> hour.plus(1, ChronoUnit.HOURS))
                .flatMap(hour -> IntStream.range(0, TaskId.SHARDS).mapToObj(shard -> TaskId.partition(hour, shard)));
    }

    private List<TaskGlance> glances(String partition, String first, String last) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                // Siblings, which hold long texts, have no state.
                .filterExpression("attribute_exists(#state)")
                .projectionExpression(GlanceItem.ATTRIBUTES)
                .expressionAttributeNames(GlanceItem.NAMES)
                .expressionAttributeValues(
                        Map.of(":pk", Item.text(partition), ":first", Item.text(first), ":last", Item.text(last)))
                // Not consistent: what was accepted five minutes ago has long reached every replica.
                .build();
        return dynamo.queryPaginator(query).items().stream()
                .map(GlanceItem::read)
                .toList();
    }

    List<TaskGlance> glances(List<TaskId> ids) {
        return ids.stream()
                .gather(Gatherers.mapConcurrent(AT_ONCE, this::glance))
                .filter(item -> item.containsKey("state"))
                .map(GlanceItem::read)
                .toList();
    }

    private Map<String, AttributeValue> glance(TaskId id) {
        return dynamo.getItem(get -> get.tableName(table)
                        .key(TaskItem.key(id))
                        .projectionExpression(GlanceItem.ATTRIBUTES)
                        .expressionAttributeNames(GlanceItem.NAMES))
                .item();
    }

    List<TaskGlance> lateBetween(Instant after, Instant upTo) {
        Instant first = after.plusMillis(1);
        List<LateItem> late = Stream.iterate(
                        after.truncatedTo(ChronoUnit.HOURS),
                        hour -> !hour.isAfter(upTo),
                        hour -> hour.plus(1, ChronoUnit.HOURS))
                .flatMap(hour -> late(hour, first, upTo))
                .toList();
        // Of several tries to make a task one has made it, and its record says when.
        Set<LateItem> tries = Set.copyOf(late);
        List<TaskId> ids = tries.stream().map(LateItem::task).distinct().toList();
        return glances(ids).stream()
                .filter(task -> tries.contains(new LateItem(task.id(), task.acceptedAt())))
                .sorted(Comparator.comparing(TaskGlance::id))
                .toList();
    }

    private Stream<LateItem> late(Instant hour, Instant first, Instant upTo) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                .projectionExpression("sk")
                .expressionAttributeValues(Map.of(
                        ":pk", Item.text(LateItem.partition(hour)),
                        ":first", Item.text(OpenIndex.from(first)),
                        ":last", Item.text(OpenIndex.after(upTo))))
                .build();
        return dynamo.queryPaginator(query).items().stream().map(item -> LateItem.read(new Item(item).required("sk")));
    }

    /** Ids of one kind of the index whose time is not after {@code upTo}, soonest first, at most {@code limit} a shard. */
    List<TaskId> open(OpenIndex kind, Instant upTo, int limit) {
        return IntStream.range(0, OpenIndex.SHARDS)
                .boxed()
                .gather(Gatherers.mapConcurrent(
                        OpenIndex.SHARDS,
                        shard -> open(kind.partition(shard), "gsk < :bound", OpenIndex.after(upTo), limit)))
                .flatMap(List::stream)
                .sorted()
                .map(OpenIndex::task)
                .toList();
    }

    /** Ids of what {@code pause} blocked, oldest first, at most {@code limit} a shard. */
    List<TaskId> blockedBy(Pause pause, int limit) {
        return IntStream.range(0, OpenIndex.SHARDS)
                .boxed()
                .gather(Gatherers.mapConcurrent(
                        OpenIndex.SHARDS,
                        shard -> open(
                                OpenIndex.BLOCKED.partition(shard),
                                "begins_with(gsk, :bound)",
                                OpenIndex.prefix(pause),
                                limit)))
                .flatMap(List::stream)
                .sorted()
                .map(OpenIndex::task)
                .toList();
    }

    /** The keys of the items that hold long texts and log lines of a task. */
    List<Map<String, AttributeValue>> siblings(TaskId id) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .projectionExpression("pk, sk")
                .expressionAttributeValues(
                        Map.of(":pk", Item.text(id.partition()), ":prefix", Item.text(LongTexts.beside(id))))
                .build();
        return dynamo.queryPaginator(query).items().stream().toList();
    }

    private List<String> open(String partition, String condition, String bound, int limit) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .indexName(OpenIndex.NAME)
                .keyConditionExpression("gpk = :gpk AND " + condition)
                .expressionAttributeValues(Map.of(":gpk", Item.text(partition), ":bound", Item.text(bound)))
                .build();
        return dynamo.queryPaginator(query).items().stream()
                .limit(limit)
                .map(item -> new Item(item).required("gsk"))
                .toList();
    }
}
