package dev.offstage.scheduler;

import dev.offstage.engine.EventLog;
import dev.offstage.engine.TaskTypes;
import dev.offstage.engine.UnavailableException;
import dev.offstage.json.Json;
import dev.offstage.schedule.Origin;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the stored schedules in line with those that the code declares. What callers made over HTTP is left alone, and so is what an
 * operator paused. May be done by many processes at once.
 */
public final class DeclaredSchedules {
    private static final int TRIES = 20;
    private static final int PAGE = 100;

    private final ScheduleStore schedules;
    private final Changes changes;

    public DeclaredSchedules(SchedulerPorts ports, TaskTypes types, InstantSource clock) {
        this.schedules = ports.schedules();
        this.changes = new Changes(ports, new Placer(ports, new FiringTasks(types)), clock);
    }

    /** Makes and replaces what {@code declared} says, and deletes what the code declared once and does no more. */
    public void sync(List<ScheduleSpec> declared, EventLog log) {
        Set<String> names = new HashSet<>();
        for (ScheduleSpec spec : declared) {
            names.add(spec.name());
            declare(Milliseconds.of(spec), log);
        }
        for (List<Schedule> page = schedules.list(null, PAGE);
                !page.isEmpty();
                page = schedules.list(page.getLast().name(), PAGE)) {
            page.stream()
                    .filter(schedule -> schedule.origin() == Origin.CODE && !names.contains(schedule.name()))
                    .forEach(schedule -> remove(schedule.name(), log));
        }
    }

    private void declare(ScheduleSpec spec, EventLog log) {
        for (int i = 0; i < TRIES; i++) {
            Schedule seen = schedules.find(spec.name()).orElse(null);
            if (seen == null) {
                if (changes.create(spec, Origin.CODE) != null) {
                    return;
                }
            } else if (seen.origin() == Origin.API) {
                log.warn(
                        "The code declares a schedule of a name that a caller gave to another; that one stays.",
                        Json.object().put("schedule", spec.name()));
                return;
            } else if (seen.spec().equals(spec) || changes.replace(seen, spec) != null) {
                return;
            }
        }
        throw new UnavailableException("The schedule " + spec.name() + " is changed by many at once.");
    }

    private void remove(String name, EventLog log) {
        for (int i = 0; i < TRIES; i++) {
            Schedule seen = schedules.find(name).orElse(null);
            if (seen == null || seen.origin() == Origin.API) {
                return;
            }
            if (changes.delete(seen)) {
                log.note(
                        "A schedule is deleted that the code declares no more.",
                        Json.object().put("schedule", name));
                return;
            }
        }
    }
}
