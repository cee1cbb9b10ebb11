package dev.offstage.aws;

import dev.offstage.schedule.Days;
import dev.offstage.schedule.Dst;
import dev.offstage.schedule.FirstRun;
import dev.offstage.schedule.Misfire;
import dev.offstage.schedule.Origin;
import dev.offstage.schedule.Overlap;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.task.FollowUp;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A schedule to and from its item. */
final class ScheduleItem {
    static final String PARTITION = "schedules";

    private ScheduleItem() {}

    static Map<String, AttributeValue> key(String name) {
        return Item.key(PARTITION, name);
    }

    static Map<String, AttributeValue> write(Schedule schedule) {
        Item item = new Item(new HashMap<>(key(schedule.name())))
                .put("origin", schedule.origin().wireName())
                .put("generation", schedule.generation())
                .put("rev", schedule.revision())
                .put("madeAt", schedule.createdAt())
                .put("changedAt", schedule.changedAt())
                .put("pausedAt", schedule.pausedAt())
                .put("placedUpTo", schedule.placedUpTo())
                .put("nextFiring", schedule.nextFiring())
                .put("placed", schedule.placed());
        putSpec(item, schedule.spec());
        if (schedule.nextFiring() != null) {
            item.put("gpk", OpenIndex.FIRING.partition(0))
                    .put("gsk", OpenIndex.named(schedule.nextFiring(), schedule.name()));
        }
        return item.attributes();
    }

    private static void putSpec(Item item, ScheduleSpec spec) {
        item.put("type", spec.type())
                .put("args", spec.args())
                .put("when", WhenText.write(spec.when()))
                .put("zone", spec.zone().getId())
                .put("startAt", spec.startAt())
                .put("endAt", spec.endAt())
                .put("jitter", spec.jitter().toString())
                .put("misfire", spec.misfire().wireName())
                .put("grace", text(spec.misfireGrace()))
                .put("misfireMax", spec.misfireMax())
                .put("overlap", spec.overlap().wireName())
                .put("dst", spec.dst().wireName())
                .put("days", spec.days().wireName())
                .put("firstRun", spec.firstRun().wireName())
                .put("mustSucceedBy", text(spec.mustSucceedBy()))
                .put("queue", spec.queue() == null ? null : spec.queue().wireName())
                .put("tags", spec.tags().isEmpty() ? null : String.join(" ", spec.tags()));
        if (spec.maxRuns() != null) {
            item.put("maxRuns", spec.maxRuns());
        }
        if (spec.onFailure() != null) {
            item.put("onFailure", spec.onFailure().type())
                    .put("onFailureArgs", spec.onFailure().args());
        }
    }

    static Schedule read(Map<String, AttributeValue> attributes) {
        Item item = new Item(attributes);
        return new Schedule(
                readSpec(item),
                Origin.ofWireName(item.required("origin")),
                item.number("generation", 0),
                item.number("rev", 0),
                time(item, "madeAt"),
                time(item, "changedAt"),
                item.timeOrNull("pausedAt"),
                time(item, "placedUpTo"),
                item.timeOrNull("nextFiring"),
                (int) item.number("placed", 0));
    }

    private static ScheduleSpec readSpec(Item item) {
        String queue = item.textOrNull("queue");
        String followUp = item.textOrNull("onFailure");
        return new ScheduleSpec(
                item.required("sk"),
                item.required("type"),
                item.required("args"),
                WhenText.read(item.required("when")),
                ZoneId.of(item.required("zone")),
                item.timeOrNull("startAt"),
                item.timeOrNull("endAt"),
                item.has("maxRuns") ? (int) item.number("maxRuns", 0) : null,
                Duration.parse(item.required("jitter")),
                Misfire.ofWireName(item.required("misfire")),
                duration(item.textOrNull("grace")),
                (int) item.number("misfireMax", 0),
                Overlap.ofWireName(item.required("overlap")),
                Dst.ofWireName(item.required("dst")),
                Days.ofWireName(item.required("days")),
                FirstRun.ofWireName(item.required("firstRun")),
                duration(item.textOrNull("mustSucceedBy")),
                queue == null ? null : QueueName.ofWireName(queue),
                tags(item.textOrNull("tags")),
                followUp == null ? null : new FollowUp(followUp, item.required("onFailureArgs")));
    }

    private static List<String> tags(@Nullable String words) {
        return words == null ? List.of() : List.of(words.split(" "));
    }

    private static Instant time(Item item, String name) {
        return Instant.ofEpochMilli(item.number(name, 0));
    }

    private static @Nullable String text(@Nullable Duration time) {
        return time == null ? null : time.toString();
    }

    private static @Nullable Duration duration(@Nullable String text) {
        return text == null ? null : Duration.parse(text);
    }
}
