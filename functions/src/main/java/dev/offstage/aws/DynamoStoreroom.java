package dev.offstage.aws;

import dev.offstage.maintenance.Cleaned;
import dev.offstage.maintenance.Storeroom;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The table and the bucket as the maintenance cleans them. */
final class DynamoStoreroom implements Storeroom {
    /** An object that is younger may be of a request that is about to store its record. */
    private static final Duration YOUNG = Duration.ofDays(7);

    private static final int AT_ONCE = 16;

    private final DynamoDbClient dynamo;
    private final String table;
    private final Payloads payloads;

    DynamoStoreroom(DynamoDbClient dynamo, String table, Payloads payloads) {
        this.dynamo = dynamo;
        this.table = table;
        this.payloads = payloads;
    }

    @Override
    public Part hour(Instant hour, Pass pass) {
        return IntStream.range(0, TaskId.SHARDS)
                .boxed()
                .gather(Gatherers.mapConcurrent(
                        AT_ONCE, shard -> new HourCleaning(dynamo, table, TaskId.partition(hour, shard), pass).clean()))
                .reduce(new Part(Cleaned.NOTHING, true, null), DynamoStoreroom::both);
    }

    private static Part both(Part one, Part other) {
        return new Part(one.cleaned().plus(other.cleaned()), one.isWhole() && other.isWhole(), null);
    }

    @Override
    public Part payloads(@Nullable String after, Pass pass) {
        Payloads.Listed listed = payloads.list(after);
        Instant old = pass.now().minus(YOUNG);
        List<String> orphans = listed.entries().stream()
                .filter(entry -> entry.storedAt().isBefore(old))
                .map(Payloads.Entry::key)
                .gather(Gatherers.mapConcurrent(
                        AT_ONCE, key -> isOrphan(key) ? Optional.of(key) : Optional.<String>empty()))
                .flatMap(Optional::stream)
                .toList();
        long deleted = 0;
        for (String key : orphans) {
            if (!pass.budget().takeWrite()) {
                return new Part(new Cleaned(0, 0, 0, deleted, 0), false, after);
            }
            if (!pass.isDry()) {
                payloads.delete(key);
            }
            deleted++;
        }
        return new Part(new Cleaned(0, 0, 0, deleted, 0), true, listed.next());
    }

    /** Whether the task that {@code key} belongs to is gone. What does not look like one of ours is nobody's business here. */
    private boolean isOrphan(String key) {
        int end = key.indexOf('/', Payloads.PREFIX.length());
        return end > 0
                && TaskId.parse(key.substring(Payloads.PREFIX.length(), end))
                        .filter(task -> !exists(task))
                        .isPresent();
    }

    private boolean exists(TaskId task) {
        return dynamo.getItem(get -> get.tableName(table)
                        .key(TaskItem.key(task))
                        .projectionExpression("pk")
                        .consistentRead(true))
                .hasItem();
    }

    @Override
    public Part firings(@Nullable String after, Pass pass) {
        return new FiringCleaning(dynamo, table, pass).clean(after);
    }
}
