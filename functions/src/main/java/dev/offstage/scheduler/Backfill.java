package dev.offstage.scheduler;

import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.UnavailableException;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Firing.Outcome;
import dev.offstage.schedule.Schedule;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks back on firings: runs those that did not, on request, and mends lines whose tasks vanished. */
final class Backfill {
    /** A line that waits for this long has perhaps lost its task. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final int TRIES = 20;

    private final FiringLedger firings;
    private final TaskStore store;
    private final Enqueuer enqueuer;
    private final FiringTasks tasks;
    private final InstantSource clock;

    Backfill(SchedulerPorts ports, FiringTasks tasks, InstantSource clock) {
        this.firings = ports.firings();
        this.store = ports.tasks();
        this.enqueuer = ports.enqueuer();
        this.tasks = tasks;
        this.clock = clock;
    }

    /** The firings of the range that did not run and now do, or would. */
    List<Firing> of(Schedule schedule, Instant from, Instant to, int most, boolean dryRun) {
        Instant now = clock.instant();
        Instant end = to.isAfter(now) ? now : to;
        List<Firing> asked = new ArrayList<>();
        for (Instant dueAt : Plan.of(schedule).between(from.minusMillis(1), end.minusMillis(1), most)) {
            Firing line = dryRun ? wouldRun(schedule, dueAt) : runs(schedule, dueAt, now);
            if (line != null) {
                asked.add(line);
            }
        }
        return List.copyOf(asked);
    }

    /** The line of a firing that did not run, as it is; one that missed it when there is none. Null when it ran or is about to. */
    private @Nullable Firing wouldRun(Schedule schedule, Instant dueAt) {
        Firing line = find(schedule, dueAt);
        if (line == null) {
            return Lines.closed(schedule, dueAt, Outcome.MISSED, Reasons.NOT_PLACED, false);
        }
        return isToRun(line) ? line : null;
    }

    private @Nullable Firing runs(Schedule schedule, Instant dueAt, Instant now) {
        for (int i = 0; i < TRIES; i++) {
            Firing line = find(schedule, dueAt);
            if (line != null && !isToRun(line)) {
                // What an earlier try of the same request placed belongs to its answer.
                return line.outcome() == Outcome.WAITING && Lines.isBackfilled(line) ? line : null;
            }
            TaskId id = FiringTasks.backfillId(schedule, dueAt, now, line == null ? null : line.task());
            enqueuer.submitAhead(id, tasks.backfilled(schedule, dueAt));
            Firing next = Lines.backfilled(schedule, dueAt, id);
            if (line == null ? firings.open(next) : firings.replace(line, next)) {
                return next;
            }
        }
        throw new UnavailableException("The line " + schedule.name() + "@" + dueAt + " is changed by many at once.");
    }

    private @Nullable Firing find(Schedule schedule, Instant dueAt) {
        return firings.find(schedule.name(), dueAt).map(this::mended).orElse(null);
    }

    private static boolean isToRun(Firing line) {
        return line.outcome() == Outcome.MISSED || line.outcome() == Outcome.SKIPPED;
    }

    /** The lines, of which none waits for a task that ended or is gone. */
    List<Firing> mended(List<Firing> lines) {
        return lines.stream().map(this::mended).toList();
    }

    private Firing mended(Firing line) {
        TaskId id = line.task();
        boolean looksLost =
                line.outcome() == Outcome.WAITING && line.dueAt().plus(LONG).isBefore(clock.instant()) && id != null;
        if (!looksLost || id == null) {
            return line;
        }
        TaskRecord task = store.find(id).orElse(null);
        Firing next = task == null
                ? Lines.closed(line, Outcome.SKIPPED, Reasons.TASK_DELETED, false)
                : task.state().isFinal() ? LedgerGate.ended(line, task.state()) : line;
        return next.equals(line) || firings.replace(line, next)
                ? next
                : firings.find(line.schedule(), line.dueAt()).orElse(next);
    }
}
