package dev.offstage.scheduler;

import dev.offstage.schedule.CronFields;
import dev.offstage.schedule.Days;
import dev.offstage.schedule.Dst;
import dev.offstage.schedule.FirstRun;
import dev.offstage.schedule.Misfire;
import dev.offstage.schedule.Overlap;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.schedule.When;
import dev.offstage.task.FollowUp;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes definitions for tests: what is not said is as usual. */
public final class ScheduleSpecs {
    private When when;
    private String type = "work";
    private String args = "{}";
    private ZoneId zone = ZoneId.of("UTC");
    private @Nullable Instant startAt;
    private @Nullable Instant endAt;
    private @Nullable Integer maxRuns;
    private Duration jitter = Duration.ZERO;
    private Misfire misfire = Misfire.RUN_ONCE;
    private @Nullable Duration grace;
    private int misfireMax = ScheduleSpec.USUAL_MISFIRE_MAX;
    private Overlap overlap = Overlap.SKIP;
    private Dst dst = Dst.VIXIE;
    private Days days = Days.OR;
    private FirstRun firstRun = FirstRun.NEXT;
    private @Nullable Duration mustSucceedBy;
    private @Nullable QueueName queue;
    private List<String> tags = List.of();
    private @Nullable FollowUp onFailure;

    private ScheduleSpecs(When when) {
        this.when = when;
    }

    public static ScheduleSpecs of(When when) {
        return new ScheduleSpecs(when);
    }

    public static ScheduleSpecs every(long seconds) {
        return of(new When.Every(Duration.ofSeconds(seconds)));
    }

    /** By the text form of the fields. */
    public static ScheduleSpecs cron(String fields) {
        return of(new When.Cron(fields, CronFields.read(fields)));
    }

    public ScheduleSpecs type(String name) {
        type = name;
        return this;
    }

    public ScheduleSpecs args(String json) {
        args = json;
        return this;
    }

    public ScheduleSpecs in(String id) {
        zone = ZoneId.of(id);
        return this;
    }

    public ScheduleSpecs startAt(Instant start) {
        startAt = start;
        return this;
    }

    public ScheduleSpecs endAt(Instant end) {
        endAt = end;
        return this;
    }

    public ScheduleSpecs maxRuns(int most) {
        maxRuns = most;
        return this;
    }

    public ScheduleSpecs jitter(Duration most) {
        jitter = most;
        return this;
    }

    public ScheduleSpecs misfire(Misfire rule) {
        misfire = rule;
        return this;
    }

    public ScheduleSpecs grace(Duration time) {
        grace = time;
        return this;
    }

    public ScheduleSpecs misfireMax(int most) {
        misfireMax = most;
        return this;
    }

    public ScheduleSpecs overlap(Overlap rule) {
        overlap = rule;
        return this;
    }

    public ScheduleSpecs firstRun(FirstRun rule) {
        firstRun = rule;
        return this;
    }

    public ScheduleSpecs mustSucceedBy(Duration time) {
        mustSucceedBy = time;
        return this;
    }

    public ScheduleSpecs with(UnaryOperator<ScheduleSpecs> change) {
        return change.apply(this);
    }

    public ScheduleSpec named(String name) {
        return new ScheduleSpec(
                name,
                type,
                args,
                when,
                zone,
                startAt,
                endAt,
                maxRuns,
                jitter,
                misfire,
                grace,
                misfireMax,
                overlap,
                dst,
                days,
                firstRun,
                mustSucceedBy,
                queue,
                tags,
                onFailure);
    }

    /** One of each kind, with all that a definition can have. */
    static List<ScheduleSpec> ofAllKinds() {
        ScheduleSpecs full = every(10);
        full.type = "send-email";
        full.args = "{\"to\": [\"ä\", 1.50]}";
        full.zone = ZoneId.of("Australia/Lord_Howe");
        full.startAt = Instant.parse("2026-01-01T00:00:00.001Z");
        full.endAt = Instant.parse("2027-01-01T00:00:00Z");
        full.maxRuns = 5;
        full.jitter = Duration.ofMillis(1500);
        full.misfire = Misfire.RUN_ALL;
        full.grace = Duration.ofHours(1);
        full.misfireMax = 7;
        full.overlap = Overlap.CANCEL_PREVIOUS;
        full.dst = Dst.AWS;
        full.days = Days.AND;
        full.firstRun = FirstRun.NOW;
        full.mustSucceedBy = Duration.ofMinutes(30);
        full.queue = QueueName.LOW;
        full.tags = List.of("one", "two");
        full.onFailure = new FollowUp("send-email", "{\"task\": \"$taskId\"}");
        String fields = "0 0,30 2 * * 5L *";
        return List.of(
                full.named("full"),
                every(86_400).named("every"),
                of(new When.Cron("0 0,30 2 * * FRIL", CronFields.read(fields))).named("cron"),
                of(new When.AwsCron("cron(0 2 ? * 6L *)", CronFields.read(fields)))
                        .named("aws-cron"),
                of(new When.AwsRate("rate(5 minutes)", Duration.ofMinutes(5))).named("aws-rate"),
                of(new When.At(Instant.parse("2026-12-24T17:00:00.250Z"))).named("at"),
                of(new When.Any(List.of(
                                new When.Every(Duration.ofSeconds(7)),
                                new When.At(Instant.EPOCH),
                                new When.Cron("@daily", CronFields.read("0 0 0 * * * *")),
                                new When.Any(List.of(new When.Every(Duration.ofDays(1)))))))
                        .named("any"));
    }
}
