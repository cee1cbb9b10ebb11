package dev.offstage.scheduler;

import dev.offstage.schedule.Days;
import dev.offstage.schedule.Dst;
import dev.offstage.schedule.FirstRun;
import dev.offstage.schedule.Misfire;
import dev.offstage.schedule.Overlap;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.schedule.When;
import dev.offstage.task.FollowUp;
import dev.offstage.task.QueueName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@link ScheduleSpec} in the making: what is not said is as it is for callers who do not say it. */
final class SpecDraft {
    private static final Pattern NAME = Pattern.compile("(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*");

    /** The path of what is not saved yet. */
    private static final String RESERVED = "preview";

    final List<Function<Days, When>> times = new ArrayList<>();
    final List<String> tags = new ArrayList<>();
    String zone = "UTC";
    Duration jitter = Duration.ZERO;
    Misfire misfire = Misfire.RUN_ONCE;
    int misfireMax = ScheduleSpec.USUAL_MISFIRE_MAX;
    Overlap overlap = Overlap.SKIP;
    Dst dst = Dst.VIXIE;
    Days days = Days.OR;
    FirstRun firstRun = FirstRun.NEXT;

    @Nullable
    Instant startAt;

    @Nullable
    Instant endAt;

    @Nullable
    Integer maxRuns;

    @Nullable
    Duration misfireGrace;

    @Nullable
    Duration mustSucceedBy;

    @Nullable
    QueueName queue;

    @Nullable
    FollowUp onFailure;

    private final String name;

    SpecDraft(String name) {
        this.name = name;
    }

    /** @throws IllegalArgumentException with a sentence that names the schedule and says what would be right */
    ScheduleSpec make(String type, String args) {
        check(
                NAME.matcher(name).matches() && !name.equals(RESERVED),
                "is no name of a schedule: it must be lower-case"
                        + " words joined by hyphens, such as nightly-report, of at most 60 characters, and not "
                        + RESERVED);
        check(!jitter.isNegative(), "has a jitter below zero");
        check(misfireMax >= 1, "catches up with fewer than one firing");
        check(maxRuns == null || maxRuns >= 1, "runs less than once");
        check(isLong(misfireGrace), "has a misfire grace of less than a second");
        check(isLong(mustSucceedBy), "must succeed within less than a second");
        check(startAt == null || endAt == null || endAt.isAfter(startAt), "ends before it starts");
        ScheduleSpec spec = new ScheduleSpec(
                name,
                type,
                args,
                when(),
                zone(),
                startAt,
                endAt,
                maxRuns,
                jitter,
                misfire,
                misfireGrace,
                misfireMax,
                overlap,
                dst,
                days,
                firstRun,
                mustSucceedBy,
                queue,
                List.copyOf(tags),
                onFailure);
        check(spec.calendar().next(Instant.EPOCH).isPresent(), "never fires");
        return spec;
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "The schedule '" + name + "' is in no zone: '" + zone + "'; right would be one like Europe/Berlin.",
                    e);
        }
    }

    private When when() {
        List<When> parts = times.stream().map(time -> time.apply(days)).toList();
        return parts.size() == 1 ? parts.getFirst() : new When.Any(parts);
    }

    private static boolean isLong(@Nullable Duration time) {
        return time == null || time.compareTo(Duration.ofSeconds(1)) >= 0;
    }

    private void check(boolean isRight, String fault) {
        if (!isRight) {
            throw new IllegalArgumentException("The schedule '" + name + "' " + fault + ".");
        }
    }
}
