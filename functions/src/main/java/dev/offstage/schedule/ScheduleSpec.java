package dev.offstage.schedule;

import dev.offstage.task.FollowUp;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule was asked to be.
 *
 * @param name lower-case words joined by hyphens, unique
 * @param type of the task that it makes
 * @param args of the task, as JSON text
 * @param startAt no firing is due earlier; also what {@link When.Every} counts from; null for no such bound
 * @param endAt no firing is due at or after it; null for no such bound
 * @param maxRuns no more firings than that are placed; null for any number
 * @param jitter a firing starts up to so much after it is due, always the same of one firing
 * @param misfireGrace a firing that is later than this is missed whatever {@code misfire} says, and one that is not is no misfire
 *     under {@link Misfire#SKIP}; null for no such limit
 * @param misfireMax of the firings that are late at once, at most so many run under {@link Misfire#RUN_ALL}
 * @param mustSucceedBy so long after a firing is due its task must have succeeded, else somebody is told; null for no such limit
 * @param queue null for the queue of the type
 * @param onFailure what to enqueue when a firing's task ends failed; null for nothing
 */
public record ScheduleSpec(
        String name,
        String type,
        String args,
        When when,
        ZoneId zone,
        @Nullable Instant startAt,
        @Nullable Instant endAt,
        @Nullable Integer maxRuns,
        Duration jitter,
        Misfire misfire,
        @Nullable Duration misfireGrace,
        int misfireMax,
        Overlap overlap,
        Dst dst,
        Days days,
        FirstRun firstRun,
        @Nullable Duration mustSucceedBy,
        @Nullable QueueName queue,
        List<String> tags,
        @Nullable FollowUp onFailure) {

    /** As many as that run under {@link Misfire#RUN_ALL} when nothing else is said. */
    public static final int USUAL_MISFIRE_MAX = 100;

    /** Its times. */
    public Calendar calendar() {
        return Calendar.of(this);
    }

    /** The same within other bounds; null for none. */
    public ScheduleSpec between(@Nullable Instant start, @Nullable Instant end) {
        return with(start, end, dst);
    }

    /** The same under another rule for changes of the clocks. */
    public ScheduleSpec under(Dst rule) {
        return with(startAt, endAt, rule);
    }

    private ScheduleSpec with(@Nullable Instant start, @Nullable Instant end, Dst rule) {
        return new ScheduleSpec(
                name,
                type,
                args,
                when,
                zone,
                start,
                end,
                maxRuns,
                jitter,
                misfire,
                misfireGrace,
                misfireMax,
                overlap,
                rule,
                days,
                firstRun,
                mustSucceedBy,
                queue,
                tags,
                onFailure);
    }
}
