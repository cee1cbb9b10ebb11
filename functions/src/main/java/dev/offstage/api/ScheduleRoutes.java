package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.Caller;
import dev.offstage.json.Json;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.scheduler.ScheduleDesk;
import dev.offstage.scheduler.ScheduleDesk.Changed;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Schedules as they are made, read, replaced and deleted. */
final class ScheduleRoutes {
    private static final int MOST_BYTES = 256 << 10;
    private static final String SCOPE = "schedules";

    /** A schedule that fires changes too, so another look is often enough. */
    private static final int MOST_LOOKS = 5;

    private final ScheduleDesk desk;
    private final ScheduleFinder schedules;
    private final ScheduleReader reader;
    private final ScheduleViews views;

    ScheduleRoutes(ScheduleDesk desk, ScheduleReader reader, ScheduleViews views) {
        this.desk = desk;
        this.schedules = new ScheduleFinder(desk);
        this.reader = reader;
        this.views = views;
    }

    Answer list(Request request, Caller caller) {
        ListQuery query = new ListQuery(request);
        int limit = query.limit();
        List<Schedule> found =
                desk.list(query.position(SCOPE, ScheduleRoutes::name).orElse(null), limit + 1);
        List<Schedule> page = found.subList(0, Math.min(limit, found.size()));
        return Answer.page(
                views.json(page),
                found.size() > limit ? ListCursor.write(page.getLast().name(), SCOPE) : null);
    }

    private static Optional<String> name(String position) {
        return Optional.of(position).filter(ScheduleName::isName);
    }

    Answer get(Request request, Caller caller) {
        return views.answer(200, schedules.find(request));
    }

    Answer put(Request request, Caller caller) {
        String name = request.pathParameter("name");
        Preconditions wanted = Preconditions.of(request);
        JrsValue body = request.body(MOST_BYTES).json();
        return onceUnchanged(
                name,
                () -> {
                    Schedule seen = ScheduleName.isName(name) ? desk.find(name).orElse(null) : null;
                    ScheduleSpec spec = reader.read(name, body, seen);
                    wanted.check(name, seen);
                    return desk.put(spec, expected(wanted, seen));
                },
                request,
                caller);
    }

    Answer delete(Request request, Caller caller) {
        Preconditions wanted = Preconditions.of(request);
        String name = ScheduleFinder.name(request);
        return onceUnchanged(
                name,
                () -> {
                    Schedule seen = schedules.find(request);
                    wanted.check(name, seen);
                    return desk.delete(name, expected(wanted, seen));
                },
                request,
                caller);
    }

    private static @Nullable Long expected(Preconditions wanted, @Nullable Schedule seen) {
        if (wanted.areNone()) {
            return null;
        }
        return seen == null ? ScheduleDesk.NO_REVISION : seen.revision();
    }

    /** Looks again when the schedule changed between the look and the change. */
    private Answer onceUnchanged(String name, Supplier<Changed> change, Request request, Caller caller) {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            Optional<Answer> answer = answer(name, change.get(), request, caller);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw Problem.unavailable("The schedule " + name + " changes all the time; repeat the request.");
    }

    private Optional<Answer> answer(String name, Changed changed, Request request, Caller caller) {
        return switch (changed) {
            case Changed.Created created -> {
                note("A schedule was made.", name, request, caller);
                yield Optional.of(views.answer(201, created.schedule()).with("location", "/v1/schedules/" + name));
            }
            case Changed.Updated updated -> {
                note("A schedule was replaced.", name, request, caller);
                yield Optional.of(views.answer(200, updated.schedule()));
            }
            case Changed.Deleted ignored -> {
                note("A schedule was deleted.", name, request, caller);
                yield Optional.of(Answer.done());
            }
            case Changed.OtherRevision ignored -> Optional.empty();
            case Changed.Missing ignored -> throw ScheduleFinder.missing(name);
            case Changed.DeclaredInCode ignored -> throw declared(name);
        };
    }

    private static Problem declared(String name) {
        return Problem.conflict(
                "The schedule " + name
                        + " is declared in the code of this deployment, so it cannot be replaced or deleted here. Pause it by POST /v1/schedules/"
                        + name + "/pause, or change the code.",
                Json.object().put("name", name).put("origin", "code"));
    }

    private static void note(String event, String name, Request request, Caller caller) {
        request.log().note(event, Json.object().put("schedule", name).put("by", caller.name()));
    }
}
