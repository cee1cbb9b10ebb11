package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.schedule.When;
import dev.offstage.task.FollowUp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A schedule as clients see it; {@link ScheduleReader} takes it back. */
final class ScheduleJson {
    private ScheduleJson() {}

    /**
     * The schedule as {@code GET} answers it.
     *
     * @param next when it is due the next time; null for never
     * @param last the newest firing that was due; null for none
     */
    static JsonObject of(Schedule schedule, @Nullable Instant next, @Nullable Firing last) {
        return changeable(schedule)
                .put("nextFiring", Times.write(next))
                .put(
                        "lastFiring",
                        last == null ? JrsNull.instance() : FiringJson.of(last).toTree());
    }

    /** What of it only callers and deployments change. */
    static JsonObject changeable(Schedule schedule) {
        return spec(schedule.spec())
                .put("paused", schedule.isPaused())
                .put("origin", schedule.origin().wireName());
    }

    private static JsonObject spec(ScheduleSpec spec) {
        return Json.object()
                .put("name", spec.name())
                .put("type", spec.type())
                .put("args", TaskJson.tree(spec.args()))
                .put("when", when(spec.when()))
                .put("zone", spec.zone().getId())
                .put("startAt", Times.write(spec.startAt()))
                .put("endAt", Times.write(spec.endAt()))
                .put("maxRuns", spec.maxRuns())
                .put("jitter", Times.seconds(spec.jitter()))
                .put("misfire", spec.misfire().wireName())
                .put("misfireGrace", Times.seconds(spec.misfireGrace()))
                .put("misfireMax", spec.misfireMax())
                .put("overlap", spec.overlap().wireName())
                .put("dst", spec.dst().wireName())
                .put("days", spec.days().wireName())
                .put("firstRun", spec.firstRun().wireName())
                .put("mustSucceedBy", Times.seconds(spec.mustSucceedBy()))
                .put("queue", spec.queue() == null ? null : spec.queue().wireName())
                .put("tags", spec.tags().stream().map(JrsString::new).toList())
                .put("onFailure", followUp(spec.onFailure()));
    }

    private static JrsValue when(When when) {
        return switch (when) {
            case When.Cron cron -> Json.object().put("cron", cron.text()).toTree();
            case When.AwsCron cron -> Json.object().put("aws", cron.text()).toTree();
            case When.AwsRate rate -> Json.object().put("aws", rate.text()).toTree();
            case When.Every every ->
                Json.object().put("every", Times.seconds(every.interval())).toTree();
            case When.At at ->
                Json.object().put("at", Times.write(at.instant())).toTree();
            case When.Any any ->
                Json.object()
                        .put("any", any.parts().stream().map(ScheduleJson::when).toList())
                        .toTree();
        };
    }

    private static JrsValue followUp(@Nullable FollowUp followUp) {
        return followUp == null
                ? JrsNull.instance()
                : Json.object()
                        .put("type", followUp.type())
                        .put("args", TaskJson.tree(followUp.args()))
                        .toTree();
    }
}
