package dev.offstage.scheduler;

import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.UnavailableException;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Firing.Outcome;
import dev.offstage.schedule.MisfireRule;
import dev.offstage.schedule.Schedule;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Places the firings of a schedule: each instant of its plan gets a line in the ledger, and a task when it is to run. The task is made
 * first, so that a line which waits has one; then the line is written, unless there is one; at last the schedule notes how far it is.
 * Whoever dies in between, or does the same at the same time, leaves or finds the same: ids are made of the firing.
 */
final class Placer {
    /** A tick a minute, a late one included. */
    static final Duration AHEAD = Duration.ofMinutes(2);

    /** No more instants are placed before the schedule is written again. */
    static final int PORTION = 200;

    private static final int MOST_LINES = 1000;
    private static final int TRIES = 20;

    private final ScheduleStore schedules;
    private final FiringLedger firings;
    private final Enqueuer enqueuer;
    private final FiringTasks tasks;

    Placer(SchedulerPorts ports, FiringTasks tasks) {
        this.schedules = ports.schedules();
        this.firings = ports.firings();
        this.enqueuer = ports.enqueuer();
        this.tasks = tasks;
    }

    /**
     * What a portion came to.
     *
     * @param schedule as it is now; null when somebody else moved it on
     * @param lines those that were written
     */
    record Placed(@Nullable Schedule schedule, List<Firing> lines) {}

    /** Whether there is something to be placed. */
    static boolean isDue(Schedule schedule, Instant now) {
        return isDue(schedule.nextFiring(), horizon(schedule, now));
    }

    private static boolean isDue(@Nullable Instant next, Instant upTo) {
        return next != null && !next.isAfter(upTo);
    }

    /** How far firings are placed: while the schedule is paused they pass, each at its time. */
    private static Instant horizon(Schedule schedule, Instant now) {
        return schedule.isPaused() ? now : now.plus(AHEAD);
    }

    /** Places the next firings, at most a portion, of a schedule of which some are due. */
    Placed place(Schedule seen, Instant now) {
        Plan plan = Plan.of(seen);
        Instant horizon = horizon(seen, now);
        List<Instant> instants = plan.between(seen.placedUpTo(), horizon, PORTION);
        Map<Instant, Firing> known = lines(seen.name(), instants);
        Map<Instant, Firing> written = new HashMap<>();
        Instant reached = seen.placedUpTo();
        int placed = seen.placed();
        for (Instant dueAt : instants) {
            if (isFinished(seen, placed)) {
                break;
            }
            Firing before = known.get(dueAt);
            Firing line = settled(seen, plan, dueAt, before, now);
            if (!line.equals(before)) {
                written.put(dueAt, line);
            }
            placed += Lines.counts(seen.generation(), line) ? 1 : 0;
            reached = dueAt;
        }
        boolean finished = isFinished(seen, placed);
        boolean all = !finished && instants.size() < PORTION && horizon.isAfter(reached);
        Instant upTo = all ? horizon : reached;
        Schedule next = Revisions.placed(seen, upTo, finished ? null : plan.next(upTo), placed);
        return new Placed(schedules.replace(seen, next) ? next : null, List.copyOf(written.values()));
    }

    private static boolean isFinished(Schedule schedule, int placed) {
        Integer most = schedule.spec().maxRuns();
        return most != null && placed >= most;
    }

    /** The lines that there are of these instants, by one read. */
    private Map<Instant, Firing> lines(String schedule, List<Instant> instants) {
        Map<Instant, Firing> lines = new HashMap<>();
        if (!instants.isEmpty()) {
            // Those beyond the limit are met when a line is to be written.
            firings.list(schedule, instants.getFirst(), instants.getLast().plusMillis(1), MOST_LINES)
                    .forEach(line -> lines.put(line.dueAt(), line));
        }
        return lines;
    }

    /** The line of the firing after it was placed, by whomever. */
    private Firing settled(Schedule schedule, Plan plan, Instant dueAt, @Nullable Firing known, Instant now) {
        Firing seen = known;
        for (int i = 0; i < TRIES; i++) {
            if (seen != null && !Lines.isOpenTo(schedule.generation(), seen)) {
                return seen;
            }
            Firing next = Lines.following(seen, decided(schedule, plan, dueAt, now));
            if (seen == null ? firings.open(next) : firings.replace(seen, next)) {
                return next;
            }
            seen = firings.find(schedule.name(), dueAt).orElse(null);
        }
        throw new UnavailableException("The line " + schedule.name() + "@" + dueAt + " is changed by many at once.");
    }

    private Firing decided(Schedule schedule, Plan plan, Instant dueAt, Instant now) {
        if (schedule.isPaused()) {
            return Lines.closed(schedule, dueAt, Outcome.SKIPPED, Reasons.PAUSED, false);
        }
        if (!tasks.isKnown(schedule.spec())) {
            String reason = Reasons.unknownType(schedule.spec().type());
            return Lines.closed(schedule, dueAt, Outcome.SKIPPED, reason, isNewest(plan, dueAt, now));
        }
        return switch (MisfireRule.decide(schedule.spec(), plan.calendar(), dueAt, now)) {
            case MisfireRule.Verdict.Missed missed ->
                Lines.closed(schedule, dueAt, Outcome.MISSED, missed.reason(), isNewest(plan, dueAt, now));
            case MisfireRule.Verdict.OnTime ignored -> placed(schedule, dueAt, now);
            case MisfireRule.Verdict.CaughtUp ignored -> placed(schedule, dueAt, now);
        };
    }

    /** Of many that do not run, somebody may wait for the newest alone. */
    private static boolean isNewest(Plan plan, Instant dueAt, Instant now) {
        return plan.newest(dueAt, now, 1).isEmpty();
    }

    private Firing placed(Schedule schedule, Instant dueAt, Instant now) {
        TaskId id = FiringTasks.id(schedule, dueAt, now);
        TaskRecord task = enqueuer.submitAhead(id, tasks.firing(schedule, dueAt));
        Firing line = Lines.waiting(schedule, dueAt, id);
        // Somebody may have cancelled it before there was a line that could say so.
        return task.state().isFinal() ? LedgerGate.ended(line, task.state()) : line;
    }
}
