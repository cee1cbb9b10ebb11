package dev.offstage.aws;

import static java.util.stream.Collectors.joining;

import dev.offstage.engine.TaskStore.TaskGlance;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** As much of a task's item as the sweep needs. */
final class GlanceItem {
    private static final int MOST_RUNS = 10;

    /** Of its runs the times alone, so that their traces are not sent. What a read costs goes by the size of the whole item. */
    static final String ATTRIBUTES = "sk, #queue, #state, #type, madeAt, startedAt, checkAt, #error.c, "
            + IntStream.range(0, MOST_RUNS)
                    .mapToObj(i -> "runs[" + i + "].s, runs[" + i + "].r")
                    .collect(joining(", "));

    static final Map<String, String> NAMES =
            Map.of("#queue", "queue", "#state", "state", "#type", "type", "#error", "error");

    private GlanceItem() {}

    static TaskGlance read(Map<String, AttributeValue> attributes) {
        Item item = new Item(attributes);
        TaskId id = TaskId.parse(item.required("sk")).orElseThrow();
        TaskState state = TaskState.ofWireName(item.required("state"));
        Instant madeAt = item.timeOrNull("madeAt");
        return new TaskGlance(
                id,
                item.required("type"),
                QueueName.ofWireName(item.required("queue")),
                state,
                madeAt == null ? id.createdAt() : madeAt,
                item.has("startedAt"),
                item.has("checkAt"),
                runMs(attributes.get("runs")),
                state == TaskState.FAILED ? code(attributes.get("error")) : null);
    }

    private static @Nullable Long runMs(@Nullable AttributeValue runs) {
        List<AttributeValue> all = runs == null ? List.of() : runs.l();
        if (all.isEmpty()) {
            return null;
        }
        Item last = new Item(all.getLast().m());
        return last.has("s") ? last.number("r", 0) : null;
    }

    private static @Nullable String code(@Nullable AttributeValue error) {
        return error == null ? null : new Item(error.m()).textOrNull("c");
    }
}
