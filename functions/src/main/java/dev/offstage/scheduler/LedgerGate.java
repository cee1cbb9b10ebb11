package dev.offstage.scheduler;

import dev.offstage.engine.EventLog;
import dev.offstage.engine.FiringGate;
import dev.offstage.engine.UnavailableException;
import dev.offstage.schedule.Calendar;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Firing.Outcome;
import dev.offstage.schedule.Jitter;
import dev.offstage.schedule.Misfire;
import dev.offstage.schedule.MisfireRule;
import dev.offstage.schedule.Overlap;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.task.Attempt;
import dev.offstage.task.Lease;
import dev.offstage.task.ScheduledBy;
import dev.offstage.task.TaskFailure;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a firing when its task is claimed, by one conditional change of its line in the ledger: a task runs only if the line
 * names it. So no firing runs by two tasks, however many there are of it.
 */
public final class LedgerGate implements FiringGate {
    private static final int TRIES = 20;

    /** One that has a place in the slots is woken, so this is only in case nobody lives to wake it. */
    private static final Duration UNTIL_WOKEN = Duration.ofSeconds(15);

    private static final Duration UNTIL_ITS_TURN = Duration.ofSeconds(3);

    /** One that is taken from its queue later than that is behind, though not late yet. */
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final ScheduleStore schedules;
    private final FiringLedger firings;
    private final Turns turns;

    public LedgerGate(SchedulerPorts ports) {
        this.schedules = ports.schedules();
        this.firings = ports.firings();
        this.turns = new Turns(ports);
    }

    /** A claimed task of a firing. */
    private record Claimed(TaskRecord record, ScheduledBy by, Instant dueAt, Instant now) {
        TaskId id() {
            return record.id();
        }

        /** Whether no worker had the record before. */
        boolean isFirst() {
            Lease lease = record.lease();
            return lease != null && lease.since().equals(record.startedAt());
        }
    }

    @Override
    public Verdict judge(TaskRecord task, Instant now, EventLog log) {
        ScheduledBy by = task.spec().scheduledBy();
        if (by == null || by.dueAt() == null || hasRun(task)) {
            return new Verdict.Run();
        }
        Claimed claimed = new Claimed(task, by, by.dueAt(), now);
        for (int i = 0; i < TRIES; i++) {
            Verdict verdict = tryToJudge(claimed);
            if (verdict != null) {
                return verdict;
            }
        }
        throw new UnavailableException("The line " + by.schedule() + "@" + by.dueAt() + " is changed by many at once.");
    }

    private static boolean hasRun(TaskRecord task) {
        return task.attempts().stream().anyMatch(attempt -> attempt.outcome() != Attempt.How.CRASHED);
    }

    /** Null when the line was changed meanwhile. */
    private @Nullable Verdict tryToJudge(Claimed task) {
        Firing line = firings.find(task.by.schedule(), task.dueAt).orElse(null);
        if (line == null) {
            // Who placed it has not written the line yet, or died before.
            return decide(task, null);
        }
        boolean isNamed = task.id().equals(line.task());
        boolean isOlder = line.generation() < task.by.generation();
        return switch (line.outcome()) {
            case WAITING -> isNamed || isOlder ? decide(task, line) : skip(SKIPPED, Reasons.OTHER_TASK);
            case RAN, CAUGHT_UP -> {
                if (!isNamed) {
                    yield skip(SKIPPED, Reasons.OTHER_TASK);
                }
                yield task.isFirst() ? skip(SKIPPED, Reasons.RAN_BEFORE) : new Verdict.Run();
            }
            case SKIPPED, MISSED ->
                task.by.askedFor() || isOlder
                        ? decide(task, line)
                        : skip(line.outcome() == Outcome.MISSED ? MISSED : SKIPPED, String.valueOf(line.reason()));
        };
    }

    private @Nullable Verdict decide(Claimed task, @Nullable Firing line) {
        Schedule schedule = schedules.find(task.by.schedule()).orElse(null);
        if (schedule == null) {
            return close(task, line, null, Outcome.SKIPPED, Reasons.DELETED, false);
        }
        if (task.by.askedFor()) {
            return run(task, line, schedule, Outcome.CAUGHT_UP, Reasons.BACKFILL);
        }
        if (schedule.generation() != task.by.generation()) {
            return close(task, line, schedule, Outcome.SKIPPED, Reasons.REPLACED, false);
        }
        if (schedule.isPaused()) {
            return close(task, line, schedule, Outcome.SKIPPED, Reasons.PAUSED, false);
        }
        return switch (misfire(task, line, schedule)) {
            case MisfireRule.Verdict.OnTime ignored ->
                takeTurn(task, line, schedule, passedPaused(line) ? Outcome.CAUGHT_UP : Outcome.RAN);
            case MisfireRule.Verdict.CaughtUp ignored -> takeTurn(task, line, schedule, Outcome.CAUGHT_UP);
            case MisfireRule.Verdict.Missed missed ->
                close(
                        task,
                        line,
                        schedule,
                        Outcome.MISSED,
                        missed.reason(),
                        calendar(schedule).last(task.dueAt, task.now).isEmpty());
        };
    }

    /** Whether it passed while the schedule was paused, and is made good for since. */
    private static boolean passedPaused(@Nullable Firing line) {
        return line != null && (Reasons.PAUSED.equals(line.reason()) || Reasons.PASSED_PAUSED.equals(line.reason()));
    }

    /** One that waits for its turn does not become late by that. */
    private static MisfireRule.Verdict misfire(Claimed task, @Nullable Firing line, Schedule schedule) {
        if (isWaiting(task, line)) {
            return new MisfireRule.Verdict.OnTime();
        }
        if (saysOf(task, line, Reasons.WAITS_LATE)) {
            return new MisfireRule.Verdict.CaughtUp();
        }
        return MisfireRule.decide(schedule.spec(), calendar(schedule), task.dueAt, task.now);
    }

    /** Whether it was on time and waits for its turn since. */
    private static boolean isWaiting(Claimed task, @Nullable Firing line) {
        return saysOf(task, line, Reasons.WAITS);
    }

    private static boolean saysOf(Claimed task, @Nullable Firing line, String reason) {
        return line != null && task.id().equals(line.task()) && reason.equals(line.reason());
    }

    /** The calendar to the last firing that is to be placed. */
    private static Calendar calendar(Schedule schedule) {
        Calendar whole = schedule.spec().calendar();
        return schedule.nextFiring() == null ? whole.until(schedule.placedUpTo()) : whole;
    }

    private @Nullable Verdict takeTurn(Claimed task, @Nullable Firing line, Schedule schedule, Outcome outcome) {
        ScheduleSpec spec = schedule.spec();
        boolean late = outcome == Outcome.CAUGHT_UP;
        Instant start = Jitter.start(spec, task.dueAt);
        String why = late ? Reasons.late(start, task.now) : null;
        if (spec.overlap() == Overlap.ALLOW) {
            return run(task, line, schedule, outcome, why);
        }
        // All that are late are to run, so they wait for each other; also those that are so little late that no rule
        // asks about them.
        boolean behind = late || (!isWaiting(task, line) && task.now.isAfter(start.plus(A_WHILE)));
        boolean patient = behind && spec.misfire() == Misfire.RUN_ALL;
        return switch (turns.take(schedule.name(), task.record, spec.overlap(), patient, task.now)) {
            case Turns.Turn.Now ignored -> run(task, line, schedule, outcome, why);
            case Turns.Turn.Later ignored -> await(task, line, schedule, late || patient);
            case Turns.Turn.Never never -> close(task, line, schedule, Outcome.SKIPPED, never.reason(), false);
        };
    }

    private @Nullable Verdict await(Claimed task, @Nullable Firing line, Schedule schedule, boolean late) {
        Firing next = Lines.waiting(mine(task, line, schedule), late ? Reasons.WAITS_LATE : Reasons.WAITS);
        return written(line, next) ? new Verdict.Wait(late ? UNTIL_ITS_TURN : UNTIL_WOKEN) : null;
    }

    private @Nullable Verdict run(
            Claimed task, @Nullable Firing line, Schedule schedule, Outcome outcome, @Nullable String reason) {
        Firing next = Lines.running(mine(task, line, schedule), outcome, reason, task.now);
        return written(line, next) ? new Verdict.Run() : null;
    }

    private @Nullable Verdict close(
            Claimed task,
            @Nullable Firing line,
            @Nullable Schedule schedule,
            Outcome outcome,
            String reason,
            boolean isMissedBySomebody) {
        Firing next = Lines.closed(mine(task, line, schedule), outcome, reason, isMissedBySomebody);
        return written(line, next) ? skip(outcome == Outcome.MISSED ? MISSED : SKIPPED, reason) : null;
    }

    private static Firing mine(Claimed task, @Nullable Firing line, @Nullable Schedule schedule) {
        return mine(task.id(), task.by, task.dueAt, line, schedule);
    }

    /** The line as it names the task: the one there is, unless another schedule wrote it, else a new one. */
    private static Firing mine(
            TaskId task, ScheduledBy by, Instant dueAt, @Nullable Firing line, @Nullable Schedule schedule) {
        if (line != null && task.equals(line.task())) {
            return line;
        }
        Duration within = schedule == null ? null : schedule.spec().mustSucceedBy();
        return new Firing(
                by.schedule(),
                dueAt,
                line == null ? by.generation() : Math.max(line.generation(), by.generation()),
                Outcome.WAITING,
                task,
                null,
                null,
                within == null ? null : dueAt.plus(within));
    }

    private boolean written(@Nullable Firing seen, Firing next) {
        return seen == null ? firings.open(next) : next.equals(seen) || firings.replace(seen, next);
    }

    private static Verdict skip(String code, String reason) {
        return new Verdict.Skip(TaskFailure.of(code, "The firing was " + code + ": " + reason + "."));
    }

    @Override
    public void ended(TaskRecord task, EventLog log) {
        ScheduledBy by = task.spec().scheduledBy();
        if (by == null || by.dueAt() == null) {
            return;
        }
        Schedule schedule = schedules.find(by.schedule()).orElse(null);
        if (schedule == null || schedule.spec().overlap() != Overlap.ALLOW) {
            turns.end(by.schedule(), task.id());
        }
        boolean watched = schedule == null || schedule.spec().mustSucceedBy() != null;
        if (watched || !hasRun(task)) {
            writeEnd(task, by, by.dueAt(), task.state());
        }
    }

    @Override
    public void ending(TaskRecord task, TaskState how, EventLog log) {
        ScheduledBy by = task.spec().scheduledBy();
        if (by != null && by.dueAt() != null && !hasRun(task)) {
            writeEnd(task, by, by.dueAt(), how);
        }
    }

    private void writeEnd(TaskRecord task, ScheduledBy by, Instant dueAt, TaskState how) {
        for (int i = 0; i < TRIES; i++) {
            Firing line = firings.find(by.schedule(), dueAt).orElse(null);
            boolean isTheirs = line == null
                    ? hasRun(task)
                    : !task.id().equals(line.task()) && !Lines.isOpenTo(by.generation(), line);
            Firing mine = mine(task.id(), by, dueAt, line, null);
            Firing next = isTheirs || isTooLate(task, mine) ? line : ended(mine, how);
            if (next == null || next.equals(line) || written(line, next)) {
                return;
            }
        }
    }

    /** A success that comes after its time is told of like none. */
    private static boolean isTooLate(TaskRecord task, Firing line) {
        return Lines.hasFired(line) && !Lines.isInTime(task, line);
    }

    /** The line after its task ended so, or was deleted in a state that is not final. */
    static Firing ended(Firing line, TaskState how) {
        boolean done = how == TaskState.SUCCEEDED;
        return switch (line.outcome()) {
            case WAITING ->
                switch (how) {
                    case CANCELLED -> Lines.closed(line, Outcome.SKIPPED, Reasons.CANCELLED, false);
                    case FAILED, EXPIRED, SUCCEEDED -> Lines.closed(line, Outcome.MISSED, Reasons.undecided(how), true);
                    case SCHEDULED, QUEUED, BLOCKED, RUNNING ->
                        Lines.closed(line, Outcome.SKIPPED, Reasons.TASK_DELETED, false);
                };
            case RAN, CAUGHT_UP -> done && line.mustSucceedBy() != null ? Lines.unwatched(line) : line;
            case SKIPPED, MISSED -> line;
        };
    }
}
