package dev.offstage.local;

import dev.offstage.local.template.EventSource.Timer;
import dev.offstage.local.template.Stack;
import dev.offstage.local.time.Timetable;

/** Refuses schedules that the host cannot keep, before anything starts. */
final class Schedules {
    private Schedules() {}

    static void check(Stack stack) throws StartException {
        for (var function : stack.functions()) {
            for (var source : function.events()) {
                if (source instanceof Timer timer) {
                    check(timer);
                }
            }
        }
    }

    private static void check(Timer timer) throws StartException {
        try {
            var unused = Timetable.parse(timer.expression(), timer.zone());
        } catch (IllegalArgumentException e) {
            throw new StartException(
                    "line " + timer.line() + ": the schedule " + timer.expression() + " " + e.getMessage() + ".");
        }
    }
}
