package dev.offstage.aws;

import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Notes that a task was accepted late: in a partition for each hour, by the time of acceptance, {@code <time>#<id>}. */
record LateItem(TaskId task, Instant acceptedAt) {
    private static final Duration KEPT = Duration.ofDays(3);

    static String partition(Instant hour) {
        return "late#" + hour.truncatedTo(ChronoUnit.HOURS);
    }

    static Map<String, AttributeValue> write(TaskRecord task) {
        Instant at = task.createdAt();
        return new Item(new HashMap<>(Item.key(partition(at), OpenIndex.sortKey(at, task.id()))))
                .put("purgeAt", at.plus(KEPT).getEpochSecond())
                .attributes();
    }

    static LateItem read(String sortKey) {
        return new LateItem(OpenIndex.task(sortKey), OpenIndex.time(sortKey));
    }
}
