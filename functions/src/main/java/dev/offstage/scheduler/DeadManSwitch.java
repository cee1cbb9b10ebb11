package dev.offstage.scheduler;

import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.EventLog;
import dev.offstage.engine.TaskStore;
import dev.offstage.json.Json;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Schedule;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.List;

/** Sees that firings have not succeeded by the time by which they must, and has it told. */
final class DeadManSwitch {
    private static final int MOST = 200;

    private final ScheduleStore schedules;
    private final FiringLedger firings;
    private final TaskStore tasks;
    private final Enqueuer enqueuer;
    private final OverdueFirings overdue;

    DeadManSwitch(SchedulerPorts ports, OverdueFirings overdue) {
        this.schedules = ports.schedules();
        this.firings = ports.firings();
        this.tasks = ports.tasks();
        this.enqueuer = ports.enqueuer();
        this.overdue = overdue;
    }

    /** Those that must have succeeded by now, the soonest first, as many as are looked at in a tick. */
    List<Firing> overdue(Instant now) {
        return firings.overdueUpTo(now, MOST);
    }

    /** Tells of one of them, unless it succeeded or its schedule is no more; says whether it did. */
    boolean tell(Firing line, Instant now, EventLog log) {
        Schedule schedule = schedules.find(line.schedule()).orElse(null);
        boolean isOverdue = schedule != null && !hasSucceeded(line);
        if (schedule != null && isOverdue) {
            Instant deadline = line.mustSucceedBy() == null ? now : line.mustSucceedBy();
            TaskId id = TaskId.derived(TaskId.firstAt(deadline), "overdue#" + line.id());
            overdue.notice(schedule, line).ifPresent(notice -> enqueuer.submitAhead(id, notice));
        }
        // Last, so that who dies before tells again, by the same task.
        if (!firings.replace(line, Lines.unwatched(line)) || !isOverdue) {
            return false;
        }
        log.warn(
                "A firing has not succeeded by the time by which it must.",
                Json.object()
                        .put("firing", line.id())
                        .put("outcome", line.outcome().wireName())
                        .put("task", line.task() == null ? null : line.task().toString()));
        return true;
    }

    /** A worker that died right after its task succeeded in time could not write it into the ledger. */
    private boolean hasSucceeded(Firing line) {
        return line.task() != null
                && Lines.hasFired(line)
                && tasks.find(line.task())
                        .filter(task -> task.state() == TaskState.SUCCEEDED && Lines.isInTime(task, line))
                        .isPresent();
    }
}
