package dev.offstage.aws;

import dev.offstage.engine.TaskSurvey;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The survey over the sparse index. */
final class DynamoTaskSurvey implements TaskSurvey {
    private static final int AT_ONCE = 16;
    private static final List<OpenIndex> OPEN = List.of(OpenIndex.SCHEDULED, OpenIndex.BLOCKED, OpenIndex.CHECK);

    private final DynamoDbClient dynamo;
    private final String table;

    DynamoTaskSurvey(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** What one Query of a shard's failed tasks gave, and how far it reached when there is more. */
    private record Reach(
            List<Map<String, AttributeValue>> items,
            @Nullable String end) {}

    @Override
    public FailedPart failed(Instant from, Instant before, @Nullable String after, int about) {
        String first = after == null ? OpenIndex.from(from) : after;
        List<Reach> shards = IntStream.range(0, OpenIndex.SHARDS)
                .boxed()
                .gather(Gatherers.mapConcurrent(
                        OpenIndex.SHARDS, shard -> failed(shard, first, OpenIndex.from(before), about)))
                .toList();
        // Up to where the first shard stopped all are known; what others have beyond comes with the next part.
        String end = shards.stream()
                .flatMap(shard -> Stream.ofNullable(shard.end()))
                .min(Comparator.naturalOrder())
                .orElse(null);
        List<FailedTask> tasks = shards.stream()
                .flatMap(shard -> shard.items().stream())
                .map(Item::new)
                .filter(item -> end == null || item.required("gsk").compareTo(end) <= 0)
                .sorted(Comparator.comparing(item -> item.required("gsk")))
                .map(DynamoTaskSurvey::failedTask)
                .toList();
        return new FailedPart(tasks, end);
    }

    private Reach failed(int shard, String after, String before, int most) {
        Map<String, AttributeValue> values = Map.of(
                ":gpk", Item.text(OpenIndex.FAILED.partition(shard)),
                ":after", Item.text(after),
                ":before", Item.text(before));
        if (after.compareTo(before) >= 0) {
            return new Reach(List.of(), null);
        }
        QueryResponse answer = dynamo.query(query -> query.tableName(table)
                .indexName(OpenIndex.NAME)
                .limit(most)
                .keyConditionExpression("gpk = :gpk AND gsk BETWEEN :after AND :before")
                .expressionAttributeValues(values));
        // Both bounds belong to BETWEEN: the first was in the part before, the second is no key, only a time.
        List<Map<String, AttributeValue>> items = answer.items().stream()
                .filter(item -> !new Item(item).required("gsk").equals(after))
                .toList();
        boolean more =
                answer.hasLastEvaluatedKey() && !answer.lastEvaluatedKey().isEmpty();
        return new Reach(items, more ? new Item(answer.lastEvaluatedKey()).required("gsk") : null);
    }

    private static FailedTask failedTask(Item item) {
        String sortKey = item.required("gsk");
        return new FailedTask(OpenIndex.task(sortKey), item.required("type"), OpenIndex.time(sortKey));
    }

    @Override
    public OpenPart open(@Nullable String after) {
        // A place is the number of a partition and the last sort key in it.
        int number = after == null ? 0 : Integer.parseInt(after.substring(0, after.indexOf('/')));
        String last = after == null ? "" : after.substring(after.indexOf('/') + 1);
        OpenIndex kind = OPEN.get(number / OpenIndex.SHARDS);
        QueryResponse answer = dynamo.query(open(kind.partition(number % OpenIndex.SHARDS), last));
        List<OpenTask> tasks = answer.items().stream()
                .map(item -> openTask(kind, new Item(item).required("gsk")))
                .flatMap(Optional::stream)
                .toList();
        if (answer.hasLastEvaluatedKey() && !answer.lastEvaluatedKey().isEmpty()) {
            return new OpenPart(tasks, number + "/" + new Item(answer.lastEvaluatedKey()).required("gsk"));
        }
        boolean isLast = number == OPEN.size() * OpenIndex.SHARDS - 1;
        return new OpenPart(tasks, isLast ? null : number + 1 + "/");
    }

    private QueryRequest open(String partition, String last) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":gpk", Item.text(partition)));
        if (!last.isEmpty()) {
            values.put(":last", Item.text(last));
        }
        return QueryRequest.builder()
                .tableName(table)
                .indexName(OpenIndex.NAME)
                .keyConditionExpression(last.isEmpty() ? "gpk = :gpk" : "gpk = :gpk AND gsk > :last")
                .expressionAttributeValues(values)
                .build();
    }

    private static Optional<OpenTask> openTask(OpenIndex kind, String sortKey) {
        TaskId id = OpenIndex.task(sortKey);
        return switch (kind) {
            case SCHEDULED -> Optional.of(new OpenTask.Scheduled(id, OpenIndex.time(sortKey)));
            case BLOCKED -> OpenIndex.pause(sortKey).map(pause -> new OpenTask.Blocked(id, pause));
            case CHECK -> Optional.of(new OpenTask.Watched(id));
            case FAILED, REDRIVE, FIRING, OVERDUE -> Optional.empty();
        };
    }

    @Override
    public Map<TaskId, TaskState> states(List<TaskId> ids) {
        Map<TaskId, TaskState> states = new HashMap<>();
        ids.stream().gather(Gatherers.mapConcurrent(AT_ONCE, this::state)).forEach(item -> {
            if (item.has("state")) {
                states.put(
                        TaskId.parse(item.required("sk")).orElseThrow(), TaskState.ofWireName(item.required("state")));
            }
        });
        return states;
    }

    private Item state(TaskId id) {
        return new Item(dynamo.getItem(get -> get.tableName(table)
                        .key(TaskItem.key(id))
                        .projectionExpression("sk, #state")
                        .expressionAttributeNames(Map.of("#state", "state")))
                .item());
    }
}
