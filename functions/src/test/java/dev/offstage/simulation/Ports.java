package dev.offstage.simulation;

import dev.offstage.count.DayCounts;
import dev.offstage.count.Followed;
import dev.offstage.count.QuarterCount;
import dev.offstage.engine.ClaimResult;
import dev.offstage.engine.LossLedger;
import dev.offstage.engine.PauseBoard;
import dev.offstage.engine.Redrive;
import dev.offstage.engine.Redrives;
import dev.offstage.engine.SweepMark;
import dev.offstage.engine.TaskKeys;
import dev.offstage.engine.TaskLogs;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.TaskSurvey;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Schedule;
import dev.offstage.scheduler.FiringLedger;
import dev.offstage.scheduler.Overlaps;
import dev.offstage.scheduler.ScheduleStore;
import dev.offstage.scheduler.Slots;
import dev.offstage.task.LogLine;
import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import dev.offstage.task.Report;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stores as one process reaches them: through its troubles. */
record Ports(Program process, Trouble trouble) {

    TaskStore to(TaskStore store) {
        return new TaskStore() {
            @Override
            public boolean create(TaskRecord task) {
                return trouble.call(process, "create", task.id(), () -> store.create(task));
            }

            @Override
            public void createAll(List<TaskRecord> tasks) {
                trouble.run(process, "createAll", tasks.getFirst().id(), () -> store.createAll(tasks));
            }

            @Override
            public Optional<TaskRecord> find(TaskId id) {
                return trouble.call(process, "find", id, () -> store.find(id));
            }

            @Override
            public ClaimResult claim(TaskId id, String holder, Instant now, Pauses pauses) {
                return trouble.call(process, "claim", id, () -> store.claim(id, holder, now, pauses));
            }

            @Override
            public Standing report(TaskId id, String holder, @Nullable Report news) {
                return trouble.call(process, "report", id, () -> store.report(id, holder, news));
            }

            @Override
            public boolean replace(TaskRecord seen, TaskRecord next) {
                return trouble.call(process, "replace", seen.id(), () -> store.replace(seen, next));
            }

            @Override
            public boolean delete(TaskRecord seen) {
                return trouble.call(process, "delete", seen.id(), () -> store.delete(seen));
            }

            @Override
            public List<TaskGlance> createdBetween(Instant after, Instant upTo) {
                return trouble.call(process, "createdBetween", null, () -> store.createdBetween(after, upTo));
            }

            @Override
            public List<TaskGlance> lateBetween(Instant after, Instant upTo) {
                return trouble.call(process, "lateBetween", null, () -> store.lateBetween(after, upTo));
            }

            @Override
            public List<TaskGlance> glances(List<TaskId> ids) {
                return trouble.call(process, "glances", null, () -> store.glances(ids));
            }

            @Override
            public List<TaskId> scheduledUpTo(Instant upTo, int limit) {
                return trouble.call(process, "scheduledUpTo", null, () -> store.scheduledUpTo(upTo, limit));
            }

            @Override
            public List<TaskId> blockedBy(Pause pause, int limit) {
                return trouble.call(process, "blockedBy", null, () -> store.blockedBy(pause, limit));
            }

            @Override
            public List<TaskId> recheckUpTo(Instant upTo, int limit) {
                return trouble.call(process, "recheckUpTo", null, () -> store.recheckUpTo(upTo, limit));
            }

            @Override
            public int callsAtOnce() {
                return 1;
            }
        };
    }

    ScheduleStore to(ScheduleStore schedules) {
        return new ScheduleStore() {
            @Override
            public Optional<Schedule> find(String name) {
                return trouble.call(process, "schedule find", null, () -> schedules.find(name));
            }

            @Override
            public List<Schedule> list(@Nullable String after, int limit) {
                return trouble.call(process, "schedules list", null, () -> schedules.list(after, limit));
            }

            @Override
            public boolean create(Schedule schedule) {
                return trouble.call(process, "create " + schedule.name(), null, () -> schedules.create(schedule));
            }

            @Override
            public boolean replace(Schedule seen, Schedule next) {
                return trouble.call(process, "replace " + seen.name(), null, () -> schedules.replace(seen, next));
            }

            @Override
            public boolean delete(Schedule seen) {
                return trouble.call(process, "delete " + seen.name(), null, () -> schedules.delete(seen));
            }

            @Override
            public List<String> dueUpTo(Instant upTo, int limit) {
                return trouble.call(process, "schedules due", null, () -> schedules.dueUpTo(upTo, limit));
            }

            @Override
            public int callsAtOnce() {
                return 1;
            }
        };
    }

    FiringLedger to(FiringLedger firings) {
        return new FiringLedger() {
            @Override
            public boolean open(Firing firing) {
                return trouble.call(process, "line open", firing.task(), () -> firings.open(firing));
            }

            @Override
            public Optional<Firing> find(String schedule, Instant dueAt) {
                return trouble.call(process, "line find", null, () -> firings.find(schedule, dueAt));
            }

            @Override
            public boolean replace(Firing seen, Firing next) {
                return trouble.call(process, "line replace", next.task(), () -> firings.replace(seen, next));
            }

            @Override
            public List<Firing> list(String schedule, Instant from, Instant to, int limit) {
                return trouble.call(process, "lines list", null, () -> firings.list(schedule, from, to, limit));
            }

            @Override
            public List<Firing> overdueUpTo(Instant upTo, int limit) {
                return trouble.call(process, "lines overdue", null, () -> firings.overdueUpTo(upTo, limit));
            }
        };
    }

    Overlaps to(Overlaps overlaps) {
        return new Overlaps() {
            @Override
            public Slots find(String schedule) {
                return trouble.call(process, "slots find", null, () -> overlaps.find(schedule));
            }

            @Override
            public boolean replace(Slots seen, Slots next) {
                return trouble.call(process, "slots replace", next.active(), () -> overlaps.replace(seen, next));
            }
        };
    }

    TaskKeys to(TaskKeys keys) {
        return new TaskKeys() {
            @Override
            public TaskId claim(String key, TaskId task, Instant purgeAt) {
                return trouble.call(process, "key claim", task, () -> keys.claim(key, task, purgeAt));
            }

            @Override
            public boolean move(String key, TaskId from, TaskId to, Instant purgeAt) {
                return trouble.call(process, "key move", to, () -> keys.move(key, from, to, purgeAt));
            }

            @Override
            public Optional<TaskId> find(String key) {
                return trouble.call(process, "key find", null, () -> keys.find(key));
            }
        };
    }

    SweepMark to(SweepMark mark) {
        return new SweepMark() {
            @Override
            public Optional<Mark> read() {
                return trouble.call(process, "mark read", null, mark::read);
            }

            @Override
            public void begin(Instant reach) {
                trouble.run(process, "mark begin", null, () -> mark.begin(reach));
            }

            @Override
            public Optional<Instant> begun() {
                return trouble.call(process, "mark begun", null, mark::begun);
            }

            @Override
            public boolean move(@Nullable Mark seen, Mark next) {
                return trouble.call(process, "mark move", null, () -> mark.move(seen, next));
            }
        };
    }

    TaskLogs to(TaskLogs logs) {
        return new TaskLogs() {
            @Override
            public void append(TaskId task, List<Numbered> lines) {
                trouble.run(process, "log", task, () -> logs.append(task, lines));
            }

            @Override
            public List<LogLine> read(TaskId task) {
                return trouble.call(process, "read log", task, () -> logs.read(task));
            }
        };
    }

    TaskSurvey to(TaskSurvey survey) {
        return new TaskSurvey() {
            @Override
            public FailedPart failed(Instant from, Instant before, @Nullable String after, int about) {
                return trouble.call(process, "failed", null, () -> survey.failed(from, before, after, about));
            }

            @Override
            public OpenPart open(@Nullable String after) {
                return trouble.call(process, "open", null, () -> survey.open(after));
            }

            @Override
            public Map<TaskId, TaskState> states(List<TaskId> ids) {
                return trouble.call(process, "states", null, () -> survey.states(ids));
            }
        };
    }

    Redrives to(Redrives redrives) {
        return new Redrives() {
            @Override
            public boolean create(Redrive redrive) {
                return trouble.call(process, "redrive create", redrive.id(), () -> redrives.create(redrive));
            }

            @Override
            public Optional<Redrive> find(TaskId id) {
                return trouble.call(process, "redrive find", id, () -> redrives.find(id));
            }

            @Override
            public List<Redrive> open() {
                return trouble.call(process, "redrives open", null, redrives::open);
            }

            @Override
            public boolean replace(Redrive seen, Redrive next) {
                return trouble.call(process, "redrive replace", seen.id(), () -> redrives.replace(seen, next));
            }
        };
    }

    LossLedger to(LossLedger ledger) {
        return new LossLedger() {
            @Override
            public Optional<Picture> picture() {
                return trouble.call(process, "picture", null, ledger::picture);
            }

            @Override
            public boolean replace(@Nullable Picture seen, Picture next) {
                return trouble.call(process, "picture replace", null, () -> ledger.replace(seen, next));
            }

            @Override
            public void close(Instant hour, long accepted) {
                trouble.run(process, "hour close", null, () -> ledger.close(hour, accepted));
            }

            @Override
            public Map<Instant, Long> accepted(Instant first, Instant last) {
                return trouble.call(process, "hours accepted", null, () -> ledger.accepted(first, last));
            }
        };
    }

    DayCounts to(DayCounts counts) {
        return new DayCounts() {
            @Override
            public boolean follow(Followed tasks) {
                return trouble.call(process, "follow", null, () -> counts.follow(tasks));
            }

            @Override
            public boolean replace(Followed seen, Followed next) {
                return trouble.call(process, "followed replace", null, () -> counts.replace(seen, next));
            }

            @Override
            public boolean close(QuarterCount quarter) {
                return trouble.call(process, "quarter close", null, () -> counts.close(quarter));
            }

            @Override
            public Known between(Instant first, Instant before) {
                return trouble.call(process, "counts", null, () -> counts.between(first, before));
            }
        };
    }

    PauseBoard to(PauseBoard board) {
        return new PauseBoard() {
            @Override
            public Board read() {
                return trouble.promptly(process, "board read", board::read);
            }

            @Override
            public void pause(Pause pause) {
                trouble.run(process, "board pause", null, () -> board.pause(pause));
            }

            @Override
            public void resume(Pause pause, Instant now) {
                trouble.run(process, "board resume", null, () -> board.resume(pause, now));
            }

            @Override
            public void released(Pause pause, Instant resumedAt) {
                trouble.run(process, "board released", null, () -> board.released(pause, resumedAt));
            }
        };
    }
}
