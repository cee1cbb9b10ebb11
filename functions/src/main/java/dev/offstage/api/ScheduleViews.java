package dev.offstage.api;

import dev.offstage.json.JsonObject;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Occurrence;
import dev.offstage.schedule.Schedule;
import dev.offstage.scheduler.ScheduleDesk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/** Schedules with what became of them last and what comes next. */
final class ScheduleViews {
    private static final int AT_ONCE = 16;

    /** The finest that times are told. */
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final ScheduleDesk desk;
    private final InstantSource clock;

    ScheduleViews(ScheduleDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** The schedule as an answer, with its ETag. */
    Answer answer(int status, Schedule schedule) {
        return Answer.of(status, json(schedule)).with("etag", EntityTag.of(schedule));
    }

    List<JsonObject> json(List<Schedule> schedules) {
        return schedules.stream()
                .gather(Gatherers.mapConcurrent(AT_ONCE, this::json))
                .toList();
    }

    private JsonObject json(Schedule schedule) {
        Instant now = clock.instant();
        return ScheduleJson.of(schedule, next(schedule, now), last(schedule, now));
    }

    private @Nullable Firing last(Schedule schedule, Instant now) {
        return desk.firings(schedule.name(), Instant.EPOCH, now.plus(MOMENT), 1).stream()
                .findFirst()
                .orElse(null);
    }

    /**
     * The record knows the first that is not placed yet; those of the next minutes are. While it is paused, or the tick is late, the first
     * that is not placed may be over.
     */
    private @Nullable Instant next(Schedule schedule, Instant now) {
        Instant next = schedule.spec().calendar().next(now).map(Occurrence::at).orElse(null);
        Instant unplaced = schedule.nextFiring();
        if (next != null && !next.isAfter(schedule.placedUpTo()) && isPlaced(schedule, next)) {
            return next;
        }
        return unplaced == null || unplaced.isAfter(now) ? unplaced : next;
    }

    /** Of a schedule that has had all its runs the next time is not placed. */
    private boolean isPlaced(Schedule schedule, Instant at) {
        return schedule.spec().maxRuns() == null
                || !desk.firings(schedule.name(), at, at.plus(MOMENT), 1).isEmpty();
    }
}
