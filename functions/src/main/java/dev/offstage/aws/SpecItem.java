package dev.offstage.aws;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsString;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.task.FollowUp;
import dev.offstage.task.QueueName;
import dev.offstage.task.Retention;
import dev.offstage.task.RetryPolicy;
import dev.offstage.task.ScheduledBy;
import dev.offstage.task.TaskDraft;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.UniqueKey;
import dev.offstage.task.Uniqueness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was asked of a task, in its item. What is as {@link TaskPolicy#DEFAULT} has it is left out: bytes are write units. */
final class SpecItem {
    private static final long FOREVER = -1;

    private SpecItem() {}

    static void put(Item item, TaskSpec spec, LongTexts.@Nullable Place followUp) {
        item.put("type", spec.type())
                .put("queue", spec.queue().wireName())
                .put("retries", spec.retry().retries())
                .put("limitMs", spec.timeLimit().toMillis())
                .put("startAt", spec.notBefore())
                .put("expiresAt", spec.expiresAt())
                .put("owner", spec.owner())
                .put("keyedUntil", spec.keyedUntil())
                .put("tags", spec.tags().isEmpty() ? null : String.join(" ", spec.tags()))
                .put("parent", spec.parent() == null ? null : spec.parent().toString());
        putScheduledBy(item, spec.scheduledBy());
        if (spec.uniqueBy() != null) {
            item.put("uniqueBy", writeUnique(spec.uniqueBy()));
        }
        if (spec.retry().retryFor() != null) {
            item.put("retryForMs", spec.retry().retryFor().toMillis());
        }
        if (!spec.retry().backoff().equals(TaskPolicy.DEFAULT.retry().backoff())) {
            item.put("backoff", BackoffText.write(spec.retry().backoff()));
        }
        putKeep(item, "keepResult", spec.keepResult(), TaskPolicy.DEFAULT.keepResult());
        putKeep(item, "keepFailure", spec.keepFailure(), TaskPolicy.DEFAULT.keepFailure());
        if (spec.onFailure() != null && followUp != null) {
            item.put("onFailure", spec.onFailure().type());
            followUp.put(item, "onFailureArgs");
        }
    }

    private static void putKeep(Item item, String name, Retention keep, Retention usual) {
        if (!keep.equals(usual)) {
            item.put(name, keep.time() == null ? FOREVER : keep.time().toMillis());
        }
    }

    static TaskSpec read(Item item, Function<String, @Nullable String> texts) {
        return new TaskDraft(item.required("type"), TaskPolicy.DEFAULT, text(texts, "args"))
                .queue(QueueName.ofWireName(item.required("queue")))
                .retry(readRetry(item))
                .timeLimit(Duration.ofMillis(item.number("limitMs", 0)))
                .keepResult(readKeep(item, "keepResult", TaskPolicy.DEFAULT.keepResult()))
                .keepFailure(readKeep(item, "keepFailure", TaskPolicy.DEFAULT.keepFailure()))
                .notBefore(item.timeOrNull("startAt"))
                .expiresAt(item.timeOrNull("expiresAt"))
                .owner(item.textOrNull("owner"))
                .tags(readTags(item.textOrNull("tags")))
                .onFailure(readFollowUp(item, texts))
                .parent(readParent(item.textOrNull("parent")))
                .keyedUntil(item.timeOrNull("keyedUntil"))
                .uniqueBy(readUnique(item.textOrNull("uniqueBy")))
                .scheduledBy(readScheduledBy(item))
                .make();
    }

    private static void putScheduledBy(Item item, @Nullable ScheduledBy by) {
        if (by != null) {
            item.put("schedule", by.schedule())
                    .put("firing", by.dueAt())
                    .put("generation", by.generation())
                    .put("askedFor", by.askedFor() ? "yes" : null);
        }
    }

    private static @Nullable ScheduledBy readScheduledBy(Item item) {
        String schedule = item.textOrNull("schedule");
        return schedule == null
                ? null
                : new ScheduledBy(
                        schedule, item.timeOrNull("firing"), item.number("generation", 0), item.has("askedFor"));
    }

    /** Mode and pointers as an array: pointers may hold any character. */
    private static String writeUnique(UniqueKey key) {
        return Json.write(Json.array(Stream.concat(Stream.of(key.mode().wireName()), key.fields().stream())
                .map(JrsString::new)
                .toList()));
    }

    private static @Nullable UniqueKey readUnique(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            List<String> words = new ArrayList<>();
            ((JrsArray) Json.parse(text)).elements().forEachRemaining(word -> words.add(word.asText()));
            return new UniqueKey(words.subList(1, words.size()), Uniqueness.Mode.ofWireName(words.getFirst()));
        } catch (UnreadableJsonException e) {
            throw new IllegalStateException("A stored unique key is no JSON: " + text, e);
        }
    }

    private static RetryPolicy readRetry(Item item) {
        Duration retryFor = item.has("retryForMs") ? Duration.ofMillis(item.number("retryForMs", 0)) : null;
        String backoff = item.textOrNull("backoff");
        return new RetryPolicy(
                (int) item.number("retries", 0),
                retryFor,
                backoff == null ? TaskPolicy.DEFAULT.retry().backoff() : BackoffText.read(backoff));
    }

    private static Retention readKeep(Item item, String name, Retention usual) {
        if (!item.has(name)) {
            return usual;
        }
        long millis = item.number(name, 0);
        return millis == FOREVER ? Retention.FOREVER : Retention.of(Duration.ofMillis(millis));
    }

    private static List<String> readTags(@Nullable String words) {
        return words == null ? List.of() : List.of(words.split(" "));
    }

    private static @Nullable FollowUp readFollowUp(Item item, Function<String, @Nullable String> texts) {
        String type = item.textOrNull("onFailure");
        return type == null ? null : new FollowUp(type, text(texts, "onFailureArgs"));
    }

    private static String text(Function<String, @Nullable String> texts, String name) {
        String text = texts.apply(name);
        return text == null ? "null" : text;
    }

    private static @Nullable TaskId readParent(@Nullable String id) {
        return id == null ? null : TaskId.parse(id).orElseThrow();
    }
}
