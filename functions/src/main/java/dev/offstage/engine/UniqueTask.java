package dev.offstage.engine;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.CanonicalJson;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.UniqueKey;
import dev.offstage.task.Uniqueness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task that is asked for and may have a duplicate.
 *
 * @param id stands for it however often the same request is repeated, and is its id if it is made promptly; null for none
 */
public record UniqueTask(@Nullable TaskId id, TaskSpec spec, Uniqueness unique) {
    /** How much longer a key lives than the start of its task and the time for which it may be retried. */
    private static final Duration KEEP_KEY = Duration.ofDays(60);

    KeyedTask keyed(Instant now) {
        boolean debounced = unique.mode() == Uniqueness.Mode.DEBOUNCE;
        TaskSpec asked = spec.draft()
                .notBefore(debounced ? unique.debouncedStart(now, now) : spec.notBefore())
                .keyedUntil(later(spec.keyedUntil(), now.plus(keepRecord())))
                .uniqueBy(new UniqueKey(unique.fields(), unique.mode()))
                .make();
        return new KeyedTask(
                key(asked, unique.fields()),
                id,
                asked,
                keepKey(asked, now),
                there -> joined(there, asked, now),
                unique.rejects());
    }

    private @Nullable TaskRecord joined(TaskRecord there, TaskSpec asked, Instant now) {
        return switch (unique.mode()) {
            case SIMPLE -> there.stateAt(now).isFinal() ? null : there;
            case THROTTLE -> there.createdAt().plus(unique.window()).isAfter(now) ? there : null;
            case DEBOUNCE -> Lifecycle.postpone(there, asked, unique.debouncedStart(there.createdAt(), now), now);
        };
    }

    private Duration keepRecord() {
        boolean byTime = unique.mode() == Uniqueness.Mode.THROTTLE;
        return byTime ? unique.window().plus(KeyedAcceptance.LEAST_KEPT) : KeyedAcceptance.LEAST_KEPT;
    }

    private Duration keepKey(TaskSpec asked, Instant now) {
        return unique.mode() == Uniqueness.Mode.THROTTLE
                ? unique.window().plus(KeyedAcceptance.LEAST_KEPT)
                : longestLife(asked, now);
    }

    /** Longer than a task lives from now on. */
    static Duration longestLife(TaskSpec task, Instant now) {
        Instant start = task.notBefore();
        Duration wait = start == null || start.isBefore(now) ? Duration.ZERO : Duration.between(now, start);
        Duration retryFor = task.retry().retryFor();
        return wait.plus(retryFor == null ? Duration.ZERO : retryFor).plus(KEEP_KEY);
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }

    /** Type, pointers and values. As an array, so that no other kind of key can be the same text. */
    static String key(TaskSpec spec, List<String> fields) {
        JrsValue args = tree(spec.args());
        List<String> pointers = fields.isEmpty()
                ? List.of("")
                : fields.stream().sorted().distinct().toList();
        List<JrsValue> values = pointers.stream()
                .map(pointer -> Json.array(List.of(new JrsString(pointer), at(args, pointer))))
                .toList();
        return CanonicalJson.withoutNulls(
                Json.array(List.of(new JrsString("unique"), new JrsString(spec.type()), Json.array(values))));
    }

    /** What is absent counts as null. */
    private static JrsValue at(JrsValue args, String pointer) {
        JrsValue value = args.at(JsonPointer.compile(pointer));
        return value.isMissingNode() ? JrsNull.instance() : value;
    }

    private static JrsValue tree(String args) {
        try {
            return Json.parse(args);
        } catch (UnreadableJsonException e) {
            throw new IllegalArgumentException("The arguments are no JSON: " + e.getMessage(), e);
        }
    }
}
