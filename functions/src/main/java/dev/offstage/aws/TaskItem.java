package dev.offstage.aws;

import dev.offstage.task.Attempt;
import dev.offstage.task.Ending;
import dev.offstage.task.Lease;
import dev.offstage.task.QueueName;
import dev.offstage.task.Recheck;
import dev.offstage.task.TaskFailure;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A task record to and from its item, by hand. Attributes that would be null are left out: bytes are write units. */
final class TaskItem {
    private TaskItem() {}

    static Map<String, AttributeValue> key(TaskId id) {
        return Item.key(id.partition(), id.toString());
    }

    /** The item of {@code task}; texts too long for it are replaced by the sort keys of their siblings. */
    static Map<String, AttributeValue> write(TaskRecord task, LongTexts texts) {
        TaskSpec spec = task.spec();
        Item item = new Item(new HashMap<>(key(task.id())))
                .put("type", spec.type())
                .put("queue", spec.queue().wireName())
                .put("retries", spec.retries())
                .put("limitMs", spec.timeLimit().toMillis())
                .put("startAt", spec.notBefore())
                .put("expiresAt", spec.expiresAt())
                .put("state", task.state().wireName())
                .put("rev", task.revision())
                .put("attempt", task.attempt())
                .put("allowed", task.attemptsAllowed())
                .put("notBefore", task.notBefore())
                .put("startedAt", task.startedAt())
                .put("memo", task.memo())
                .put(texts.argsInside() ? "args" : "argsAt", texts.args());
        putLease(item, task.lease());
        putEnding(item, task.ending(), texts);
        if (!task.attempts().isEmpty()) {
            item.put(
                    "runs",
                    AttributeValue.fromL(
                            task.attempts().stream().map(AttemptItem::write).toList()));
        }
        putRecheck(item, task.recheck());
        OpenIndex.put(item, task);
        return item.attributes();
    }

    static TaskRecord read(Map<String, AttributeValue> attributes, String args, @Nullable String result) {
        Item item = new Item(attributes);
        TaskId id = TaskId.parse(item.required("sk")).orElseThrow();
        return new TaskRecord(
                id,
                readSpec(item, args),
                TaskState.ofWireName(item.required("state")),
                item.number("rev", 0),
                (int) item.number("attempt", 0),
                (int) item.number("allowed", 0),
                item.timeOrNull("notBefore"),
                item.timeOrNull("startedAt"),
                readLease(item),
                readAttempts(attributes.get("runs")),
                item.textOrNull("memo"),
                readEnding(item, result),
                readRecheck(item));
    }

    private static List<Attempt> readAttempts(@Nullable AttributeValue runs) {
        return runs == null
                ? List.of()
                : runs.l().stream().map(AttemptItem::read).toList();
    }

    private static TaskSpec readSpec(Item item, String args) {
        return new TaskSpec(
                item.required("type"),
                QueueName.ofWireName(item.required("queue")),
                args,
                (int) item.number("retries", 0),
                Duration.ofMillis(item.number("limitMs", 0)),
                item.timeOrNull("startAt"),
                item.timeOrNull("expiresAt"));
    }

    private static void putLease(Item item, @Nullable Lease lease) {
        if (lease != null) {
            item.put("holder", lease.holder()).put("leaseSince", lease.since()).put("leaseUntil", lease.until());
        }
    }

    private static @Nullable Lease readLease(Item item) {
        Instant since = item.timeOrNull("leaseSince");
        Instant until = item.timeOrNull("leaseUntil");
        return since == null || until == null ? null : new Lease(item.required("holder"), since, until);
    }

    private static void putEnding(Item item, @Nullable Ending ending, LongTexts texts) {
        if (ending == null) {
            return;
        }
        item.put("endedAt", ending.at()).put(texts.resultInside() ? "result" : "resultAt", texts.result());
        if (ending.failure() != null) {
            item.put("error", AttemptItem.write(ending.failure()));
        }
        if (ending.purgeAt() != null) {
            item.put("purgeAt", ending.purgeAt().getEpochSecond());
        }
    }

    private static @Nullable Ending readEnding(Item item, @Nullable String result) {
        Instant at = item.timeOrNull("endedAt");
        if (at == null) {
            return null;
        }
        AttributeValue error = item.attributes().get("error");
        TaskFailure failure = error == null ? null : AttemptItem.readFailure(error);
        Instant purgeAt = item.has("purgeAt") ? Instant.ofEpochSecond(item.number("purgeAt", 0)) : null;
        return new Ending(at, result, failure, purgeAt);
    }

    private static void putRecheck(Item item, @Nullable Recheck recheck) {
        if (recheck != null) {
            item.put("checkAt", recheck.at()).put("checks", recheck.count());
        }
    }

    private static @Nullable Recheck readRecheck(Item item) {
        Instant at = item.timeOrNull("checkAt");
        return at == null ? null : new Recheck(at, (int) item.number("checks", 0));
    }
}
