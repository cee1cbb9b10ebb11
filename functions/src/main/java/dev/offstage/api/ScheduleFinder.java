package dev.offstage.api;

import dev.offstage.schedule.Schedule;
import dev.offstage.scheduler.ScheduleDesk;

/** Leads from a path to the schedule that it names. */
final class ScheduleFinder {
    private final ScheduleDesk desk;

    ScheduleFinder(ScheduleDesk desk) {
        this.desk = desk;
    }

    /** The schedule of the path's {@code name}. */
    Schedule find(Request request) {
        String name = name(request);
        return desk.find(name).orElseThrow(() -> missing(name));
    }

    /** The path's {@code name}, if a schedule may be called so. */
    static String name(Request request) {
        String name = request.pathParameter("name");
        if (!ScheduleName.isName(name)) {
            throw missing(name);
        }
        return name;
    }

    static Problem missing(String name) {
        return Problem.notFound("There is no schedule '" + Excerpt.of(name)
                + "'; GET /v1/schedules lists those that there are, PUT /v1/schedules/NAME makes one.");
    }
}
