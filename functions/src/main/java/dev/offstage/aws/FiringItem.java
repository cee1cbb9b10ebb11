package dev.offstage.aws;

import dev.offstage.schedule.Firing;
import dev.offstage.task.TaskId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A line of the ledger of firings to and from its item, and what says that an item still is a line as it was seen. */
final class FiringItem {
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Of one length, so that texts sort as the times do. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private FiringItem() {}

    static String partition(String schedule) {
        return "firings#" + schedule;
    }

    static String sortKey(Instant dueAt) {
        return TIME.format(dueAt.isBefore(FIRST) ? FIRST : dueAt.isAfter(LAST) ? LAST : dueAt);
    }

    static Map<String, AttributeValue> key(String schedule, Instant dueAt) {
        return Item.key(partition(schedule), sortKey(dueAt));
    }

    static Map<String, AttributeValue> write(Firing line, Instant purgeAt) {
        Item item =
                new Item(new HashMap<>(key(line.schedule(), line.dueAt()))).put("purgeAt", purgeAt.getEpochSecond());
        parts(line).forEach((name, value) -> {
            if (value != null) {
                item.put(name, value);
            }
        });
        if (line.mustSucceedBy() != null) {
            item.put("gpk", OpenIndex.OVERDUE.partition(0))
                    .put("gsk", OpenIndex.named(line.mustSucceedBy(), line.schedule() + "#" + sortKey(line.dueAt())));
        }
        return item.attributes();
    }

    /** All that a line has beside its key; null for what is left out. */
    private static Map<String, @Nullable AttributeValue> parts(Firing line) {
        Map<String, @Nullable AttributeValue> parts = new HashMap<>();
        parts.put("generation", Item.number(line.generation()));
        parts.put("outcome", Item.text(line.outcome().wireName()));
        parts.put("task", line.task() == null ? null : Item.text(line.task().toString()));
        parts.put("reason", line.reason() == null ? null : Item.text(line.reason()));
        parts.put("firedAt", line.firedAt() == null ? null : Item.time(line.firedAt()));
        parts.put("mustBy", line.mustSucceedBy() == null ? null : Item.time(line.mustSucceedBy()));
        return parts;
    }

    /**
     * The condition under which an item is {@code seen}.
     *
     * @param names gets the names in it
     * @param values gets the values in it
     */
    static String isAs(Firing seen, Map<String, String> names, Map<String, AttributeValue> values) {
        List<String> all = new ArrayList<>();
        parts(seen).forEach((name, value) -> {
            names.put("#" + name, name);
            if (value == null) {
                all.add("attribute_not_exists(#" + name + ")");
            } else {
                values.put(":" + name, value);
                all.add("#" + name + " = :" + name);
            }
        });
        return String.join(" AND ", all);
    }

    static Firing read(Map<String, AttributeValue> attributes) {
        Item item = new Item(attributes);
        String task = item.textOrNull("task");
        return new Firing(
                item.required("pk").substring(partition("").length()),
                Instant.parse(item.required("sk")),
                item.number("generation", 0),
                Firing.Outcome.ofWireName(item.required("outcome")),
                task == null ? null : TaskId.parse(task).orElseThrow(),
                item.textOrNull("reason"),
                item.timeOrNull("firedAt"),
                item.timeOrNull("mustBy"));
    }

    static boolean isPurged(Map<String, AttributeValue> item, Instant now) {
        return new Item(item).number("purgeAt", Long.MAX_VALUE) <= now.getEpochSecond();
    }
}
