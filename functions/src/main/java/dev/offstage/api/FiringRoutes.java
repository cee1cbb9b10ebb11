package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.Caller;
import dev.offstage.json.Json;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Schedule;
import dev.offstage.scheduler.ScheduleDesk;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The ledger of a schedule: what became of each instant at which it was to fire, and how to make good for those that did not. */
final class FiringRoutes {
    private static final int MOST_BYTES = 256 << 10;
    private static final int MOST_FIRINGS = 1000;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final ScheduleDesk desk;
    private final ScheduleFinder schedules;
    private final IdempotencyKeys keys;
    private final InstantSource clock;

    FiringRoutes(ScheduleDesk desk, IdempotencyKeys keys, InstantSource clock) {
        this.desk = desk;
        this.schedules = new ScheduleFinder(desk);
        this.keys = keys;
        this.clock = clock;
    }

    Answer list(Request request, Caller caller) {
        ListQuery query = new ListQuery(request, "from", "to");
        Instant from = query.read("from", QueryValue::time, QueryValue.TIME);
        Instant to = query.read("to", QueryValue::time, QueryValue.TIME);
        if (from != null && to != null && !from.isBefore(to)) {
            throw Problem.unreadable("The query parameter 'from' must be a time before that of 'to'.");
        }
        int limit = query.limit();
        String name = schedules.find(request).name();
        String scope = "firings " + name + " " + from + " " + to;
        Instant before = query.position(scope, Times::read).orElse(to == null ? LATEST : to);
        List<Firing> found = desk.firings(name, from == null ? Instant.EPOCH : from, before, limit + 1);
        List<Firing> page = found.subList(0, Math.min(limit, found.size()));
        return Answer.page(
                page.stream().map(FiringJson::of).toList(),
                found.size() > limit ? ListCursor.write(page.getLast().dueAt().toString(), scope) : null);
    }

    Answer backfill(Request request, Caller caller) {
        JrsValue body = request.body(MOST_BYTES).json();
        Fields fields = new Fields(body, Set.of("from", "to", "dryRun"));
        boolean dryRun = fields.flag("dryRun");
        Instant from = time(fields, "from");
        Instant to = time(fields, "to");
        check(fields, from, to);
        Schedule schedule = schedules.find(request);
        refuseTooMany(schedule, from, to, fields);
        fields.check();
        String name = schedule.name();
        if (dryRun) {
            return Answer.json(firings(request, name, from, to, true));
        }
        String made = keys.kept(request, caller, body, () -> firings(request, name, from, to, false));
        note(name, from, to, request, caller);
        return Answer.accepted(location(made, name), made);
    }

    private static Instant time(Fields fields, String name) {
        Optional<Instant> time = fields.time(name, LATEST);
        if (fields.value(name).isEmpty()) {
            fields.refuse(name, "required", "This is missing; it must be " + QueryValue.TIME + ".");
        }
        return time.orElse(Instant.EPOCH);
    }

    private void check(Fields fields, Instant from, Instant to) {
        fields.check();
        Instant now = clock.instant();
        if (from.isBefore(Instant.EPOCH)) {
            fields.refuse("from", "out-of-range", "This must be a time from 1970 on.");
        }
        if (!from.isBefore(to)) {
            fields.refuse("from", "invalid", "This must be a time before 'to', which is " + Times.write(to) + ".");
        }
        if (to.isAfter(now)) {
            fields.refuse(
                    "to",
                    "in-the-future",
                    "This must be no time in the future, since what is due then fires by itself; it is "
                            + Times.write(now) + " now.");
        }
        fields.check();
    }

    private static void refuseTooMany(Schedule schedule, Instant from, Instant to, Fields fields) {
        long due = schedule.spec()
                .calendar()
                .after(from.minusNanos(1))
                .takeWhile(time -> time.at().isBefore(to))
                .limit(MOST_FIRINGS + 1L)
                .count();
        if (due > MOST_FIRINGS) {
            fields.refuse(
                    "to",
                    "too-many",
                    "There are more than " + MOST_FIRINGS
                            + " times of the schedule between 'from' and 'to', which are the most; ask for the range in parts.");
        }
    }

    private String firings(Request request, String name, Instant from, Instant to, boolean dryRun) {
        List<Firing> firings = desk.backfill(name, from, to, MOST_FIRINGS + 1, dryRun, request.end())
                .orElseThrow(() -> ScheduleFinder.missing(name));
        if (!dryRun) {
            request.countAccepted(firings.size());
        }
        List<JrsValue> all = firings.stream()
                .<JrsValue>map(firing -> FiringJson.asked(firing, dryRun).toTree())
                .toList();
        return Json.object().put("firings", all).toText();
    }

    private static void note(String name, Instant from, Instant to, Request request, Caller caller) {
        request.log()
                .note(
                        "A backfill was asked for.",
                        Json.object()
                                .put("schedule", name)
                                .put("from", Times.write(from))
                                .put("to", Times.write(to))
                                .put("by", caller.name()));
    }

    /** The first task; without any, where to see that nothing was missing. */
    private static String location(String answer, String name) {
        JrsValue first = TaskJson.tree(answer).path("firings").path(0);
        return Json.text(first, "taskId").map(id -> "/v1/tasks/" + id).orElse("/v1/schedules/" + name + "/firings");
    }
}
