package dev.offstage.aws;

import dev.offstage.task.Attempt;
import dev.offstage.task.Ending;
import dev.offstage.task.Lease;
import dev.offstage.task.Pause;
import dev.offstage.task.Recheck;
import dev.offstage.task.TaskFailure;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
        Item item = new Item(new HashMap<>(key(task.id())))
                .put("madeAt", task.createdAt().equals(task.id().createdAt()) ? null : task.createdAt())
                .put("state", task.state().wireName())
                .put("rev", task.revision())
                .put("attempt", task.attempt())
                .put("allowed", task.attemptsAllowed())
                .put("retryUntil", task.retryUntil())
                .put("notBefore", task.notBefore())
                .put("startedAt", task.startedAt())
                .put("memo", task.memo())
                .put("cancelAt", task.cancelAskedAt())
                .put(
                        "blockedBy",
                        task.blockedBy() == null ? null : task.blockedBy().text());
        texts.args().put(item, "args");
        SpecItem.put(item, task.spec(), texts.followUp());
        ReportItem.put(item, task.report());
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

    /** The record without the texts that do not lie inside the item: these are {@code null} as JSON has it. */
    static TaskRecord readInside(Map<String, AttributeValue> attributes) {
        Item item = new Item(attributes);
        return read(attributes, name -> item.has(LongTexts.pointer(name)) ? "null" : item.textOrNull(name));
    }

    /** @param texts a text of the item by its name, wherever it lies; null when there is none */
    static TaskRecord read(Map<String, AttributeValue> attributes, Function<String, @Nullable String> texts) {
        Item item = new Item(attributes);
        TaskId id = TaskId.parse(item.required("sk")).orElseThrow();
        Instant madeAt = item.timeOrNull("madeAt");
        return new TaskRecord(
                id,
                SpecItem.read(item, texts),
                madeAt == null ? id.createdAt() : madeAt,
                TaskState.ofWireName(item.required("state")),
                item.number("rev", 0),
                (int) item.number("attempt", 0),
                (int) item.number("allowed", 0),
                item.timeOrNull("retryUntil"),
                item.timeOrNull("notBefore"),
                item.timeOrNull("startedAt"),
                readLease(item),
                readAttempts(attributes.get("runs")),
                item.textOrNull("memo"),
                ReportItem.read(item),
                item.timeOrNull("cancelAt"),
                readBlock(item.textOrNull("blockedBy")),
                readEnding(item, texts),
                readRecheck(item));
    }

    private static @Nullable Pause readBlock(@Nullable String pause) {
        return pause == null ? null : Pause.parse(pause).orElseThrow();
    }

    private static List<Attempt> readAttempts(@Nullable AttributeValue runs) {
        return runs == null
                ? List.of()
                : runs.l().stream().map(AttemptItem::read).toList();
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
        item.put("endedAt", ending.at());
        if (texts.result() != null) {
            texts.result().put(item, "result");
        }
        if (ending.failure() != null) {
            item.put("error", AttemptItem.write(ending.failure()));
        }
        if (ending.purgeAt() != null) {
            item.put("purgeAt", ending.purgeAt().getEpochSecond());
        }
        if (ending.followUpDue()) {
            item.put("followUpDue", 1);
        }
    }

    private static @Nullable Ending readEnding(Item item, Function<String, @Nullable String> texts) {
        Instant at = item.timeOrNull("endedAt");
        if (at == null) {
            return null;
        }
        AttributeValue error = item.attributes().get("error");
        TaskFailure failure = error == null ? null : AttemptItem.readFailure(error);
        Instant purgeAt = item.has("purgeAt") ? Instant.ofEpochSecond(item.number("purgeAt", 0)) : null;
        return new Ending(at, texts.apply("result"), failure, purgeAt, item.has("followUpDue"));
    }

    private static void putRecheck(Item item, @Nullable Recheck recheck) {
        if (recheck != null) {
            item.put("checkAt", recheck.at()).put("checks", recheck.count());
            if (recheck.repairs() > 0) {
                item.put("repairs", recheck.repairs());
            }
        }
    }

    private static @Nullable Recheck readRecheck(Item item) {
        Instant at = item.timeOrNull("checkAt");
        return at == null ? null : new Recheck(at, (int) item.number("checks", 0), (int) item.number("repairs", 0));
    }
}
