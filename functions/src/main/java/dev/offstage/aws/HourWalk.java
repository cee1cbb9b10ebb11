package dev.offstage.aws;

import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** The items of one hour's tasks, newest first: its partitions are read side by side, a piece of each at a time, and merged by id. */
final class HourWalk {
    private static final int LARGEST_PIECE = 100;

    private final DynamoDbClient dynamo;
    private final String table;
    private final ReadBudget budget;
    private final String first;
    private final String before;
    private final List<Shard> shards;
    private int wish;

    /**
     * @param first the lowest id, inclusive
     * @param before the highest, exclusive
     * @param wish how many items of each partition are read first
     */
    HourWalk(DynamoDbClient dynamo, String table, ReadBudget budget, TaskId first, TaskId before, int wish) {
        this.dynamo = dynamo;
        this.table = table;
        this.budget = budget;
        this.first = first.toString();
        this.before = before.toString();
        Instant hour = first.createdAt();
        this.shards = IntStream.range(0, TaskId.SHARDS)
                .mapToObj(shard -> new Shard(TaskId.partition(hour, shard)))
                .toList();
        this.wish = wish;
    }

    /** The next item; null when the hour is over, or no more may be read. */
    @Nullable
    Map<String, AttributeValue> next() {
        if (shards.stream().anyMatch(Shard::isDry) && !refill()) {
            return null;
        }
        return shards.stream()
                .filter(shard -> !shard.items.isEmpty())
                .max(Comparator.comparing(Shard::newest))
                .map(shard -> shard.items.poll())
                .orElse(null);
    }

    /** Whether all of the hour was given out. */
    boolean isOver() {
        return shards.stream().allMatch(shard -> shard.isRead && shard.items.isEmpty());
    }

    /** Reads on wherever little is left, until there is something everywhere; false when that may not be read. */
    private boolean refill() {
        while (shards.stream().anyMatch(Shard::isDry)) {
            List<Shard> low = shards.stream()
                    .filter(shard -> !shard.isRead && shard.items.size() <= wish / 4)
                    .toList();
            List<Shard> chosen = budget.allows(low.size())
                    ? low
                    : shards.stream().filter(Shard::isDry).toList();
            if (!budget.allows(chosen.size())) {
                return false;
            }
            read(chosen);
            wish = Math.min(LARGEST_PIECE, wish * 2);
        }
        return true;
    }

    private void read(List<Shard> chosen) {
        int piece = budget.piece(chosen.size(), wish);
        chosen.forEach(shard -> budget.call());
        List<QueryResponse> answers = chosen.stream()
                .gather(Gatherers.mapConcurrent(TaskId.SHARDS, shard -> dynamo.query(query(shard, piece))))
                .toList();
        for (int i = 0; i < chosen.size(); i++) {
            QueryResponse answer = answers.get(i);
            budget.read(answer.count(), answer.consumedCapacity().capacityUnits());
            chosen.get(i).take(answer);
        }
    }

    private QueryRequest query(Shard shard, int piece) {
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :before")
                .expressionAttributeValues(Map.of(
                        ":pk", Item.text(shard.partition),
                        ":first", Item.text(first),
                        ":before", Item.text(before)))
                // Starts below this key, so the upper bound itself is left out.
                .exclusiveStartKey(shard.reached == null ? Item.key(shard.partition, before) : shard.reached)
                .scanIndexForward(false)
                .limit(piece)
                // Who was just told of a task looks for it at once.
                .consistentRead(true)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
    }

    /** One partition of the hour. */
    private static final class Shard {
        private final String partition;
        private final Deque<Map<String, AttributeValue>> items = new ArrayDeque<>();
        private @Nullable Map<String, AttributeValue> reached;
        private boolean isRead;

        Shard(String partition) {
            this.partition = partition;
        }

        /** Whether its next item is not known, while there may be one. */
        boolean isDry() {
            return items.isEmpty() && !isRead;
        }

        String newest() {
            return new Item(items.element()).required("sk");
        }

        void take(QueryResponse answer) {
            items.addAll(answer.items());
            reached = answer.hasLastEvaluatedKey() ? answer.lastEvaluatedKey() : null;
            isRead = reached == null;
        }
    }
}
