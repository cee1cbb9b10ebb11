package dev.offstage.api;

import dev.offstage.access.Caller;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.schedule.Dst;
import dev.offstage.schedule.Occurrence;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** When a schedule fires, before it is saved or after: the plan, without jitter. */
final class PreviewRoutes {
    private static final int MOST_BYTES = 256 << 10;
    private static final int USUAL_COUNT = 20;
    private static final int MOST_COUNT = 100;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private final ScheduleFinder schedules;
    private final ScheduleReader reader;
    private final InstantSource clock;

    PreviewRoutes(ScheduleFinder schedules, ScheduleReader reader, InstantSource clock) {
        this.schedules = schedules;
        this.reader = reader;
        this.clock = clock;
    }

    Answer ofSaved(Request request, Caller caller) {
        int count = QueryValue.of(
                        request, "count", QueryValue.upTo(MOST_COUNT), "a whole number from 1 to " + MOST_COUNT)
                .orElse(USUAL_COUNT);
        Optional<Instant> from = QueryValue.of(request, "from", QueryValue::time, QueryValue.TIME);
        Optional<Dst> dst = QueryValue.of(
                request, "dst", text -> Words.of(text, Dst.class, Dst::wireName), Words.rule(Dst.class, Dst::wireName));
        Schedule schedule = schedules.find(request);
        ScheduleSpec spec = schedule.spec();
        Instant now = clock.instant();
        long most = from.isPresent() ? count : Math.min(count, left(schedule, now));
        return answer(dst.map(spec::under).orElse(spec), from.orElse(now), most);
    }

    /** How many of its firings are still to come. */
    private static long left(Schedule schedule, Instant now) {
        Integer maxRuns = schedule.spec().maxRuns();
        if (maxRuns == null) {
            return Long.MAX_VALUE;
        }
        long ahead = schedule.spec()
                .calendar()
                .after(now)
                .limit(maxRuns)
                .takeWhile(time -> !time.at().isAfter(schedule.placedUpTo()))
                .count();
        return Math.max(0, Math.min(maxRuns, maxRuns - schedule.placed() + ahead));
    }

    Answer ofNew(Request request, Caller caller) {
        Fields fields = new Fields(request.body(MOST_BYTES).json(), Set.of("schedule", "count", "from"));
        int count = fields.integer("count", 1, MOST_COUNT).orElse(USUAL_COUNT);
        Instant from = fields.time("from", LATEST).orElseGet(clock::instant);
        ScheduleSpec spec = reader.draft(fields, "schedule");
        Integer maxRuns = spec.maxRuns();
        return answer(spec, from, maxRuns == null ? count : Math.min(count, maxRuns));
    }

    private static Answer answer(ScheduleSpec spec, Instant from, long most) {
        return Answer.of(
                200,
                Json.object()
                        .put(
                                "data",
                                spec.calendar()
                                        .after(from)
                                        .limit(most)
                                        .map(time -> json(time).toTree())
                                        .toList()));
    }

    private static JsonObject json(Occurrence time) {
        return Json.object()
                .put("at", Times.write(time.at()))
                .put("local", LOCAL.format(time.local()))
                .put("mark", time.mark().wireName());
    }
}
