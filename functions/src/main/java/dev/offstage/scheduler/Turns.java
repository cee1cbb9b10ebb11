package dev.offstage.scheduler;

import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.UnavailableException;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Overlap;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.ScheduledBy;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Gives the tasks of a schedule their turns, one at a time. The slots name the task whose turn it is; a task that is final or gone
 * holds nothing, so nobody who dies with a slot keeps it.
 */
final class Turns {
    private static final int TRIES = 20;

    private final Overlaps overlaps;
    private final FiringLedger firings;
    private final TaskStore tasks;
    private final Enqueuer enqueuer;

    Turns(SchedulerPorts ports) {
        this.overlaps = ports.overlaps();
        this.firings = ports.firings();
        this.tasks = ports.tasks();
        this.enqueuer = ports.enqueuer();
    }

    /** Whether it is a task's turn. */
    sealed interface Turn {
        /** It is, and stays so until it ends. */
        record Now() implements Turn {}

        /** It comes later. */
        record Later() implements Turn {}

        /** It never comes. */
        record Never(String reason) implements Turn {}
    }

    /**
     * Takes the turn for {@code task}, or a place behind the task that has it.
     *
     * @param patient whether it waits however many do, as one that is caught up among others does
     */
    Turn take(String schedule, TaskRecord task, Overlap overlap, boolean patient, Instant now) {
        for (int i = 0; i < TRIES; i++) {
            Turn turn = tryToTake(overlaps.find(schedule), task, overlap, patient, now);
            if (turn != null) {
                return turn;
            }
        }
        throw new UnavailableException("The slots of " + schedule + " are changed by many at once.");
    }

    /** Null when the slots were changed meanwhile, or are to be looked at again. */
    private @Nullable Turn tryToTake(Slots seen, TaskRecord task, Overlap overlap, boolean patient, Instant now) {
        TaskId id = task.id();
        if (id.equals(seen.active())) {
            return new Turn.Now();
        }
        TaskRecord active = holder(seen.active());
        TaskRecord waiting = holder(seen.waiting());
        if (active == null) {
            return waiting == null || waiting.id().equals(id)
                    ? changed(seen, id, null, new Turn.Now())
                    : letGo(seen, waiting.id());
        }
        if (patient) {
            return new Turn.Later();
        }
        return switch (overlap) {
            case ALLOW -> new Turn.Now();
            case SKIP -> new Turn.Never(Reasons.overlaps(active.id()));
            case QUEUE_ONE -> queue(seen, waiting, id);
            case CANCEL_PREVIOUS -> cancel(seen, active, waiting, task, now);
        };
    }

    private @Nullable Turn queue(Slots seen, @Nullable TaskRecord waiting, TaskId task) {
        if (waiting == null) {
            return changed(seen, seen.active(), task, new Turn.Later());
        }
        return waiting.id().equals(task) ? new Turn.Later() : new Turn.Never(Reasons.overlapsWaiting(waiting.id()));
    }

    private @Nullable Turn cancel(
            Slots seen, TaskRecord active, @Nullable TaskRecord waiting, TaskRecord task, Instant now) {
        if (isLater(active, task) || (waiting != null && isLater(waiting, task))) {
            return new Turn.Never(Reasons.SUPERSEDED);
        }
        if (waiting == null) {
            return changed(seen, seen.active(), task.id(), null);
        }
        if (!waiting.id().equals(task.id())) {
            // Its line first: whatever becomes of the slots, it does not run after this one.
            supersede(waiting);
            return changed(seen, seen.active(), task.id(), null);
        }
        return isAskedToStop(active, now) ? new Turn.Later() : null;
    }

    private static boolean isLater(TaskRecord one, TaskRecord other) {
        return dueAt(one).isAfter(dueAt(other));
    }

    private static Instant dueAt(TaskRecord task) {
        ScheduledBy by = task.spec().scheduledBy();
        return by == null || by.dueAt() == null ? task.id().createdAt() : by.dueAt();
    }

    private void supersede(TaskRecord other) {
        ScheduledBy by = other.spec().scheduledBy();
        if (by == null || by.dueAt() == null) {
            return;
        }
        Firing line = firings.find(by.schedule(), by.dueAt()).orElse(null);
        if (line != null
                && line.outcome() == Firing.Outcome.WAITING
                && other.id().equals(line.task())) {
            // Who changed it meanwhile decided about it.
            boolean ignored =
                    firings.replace(line, Lines.closed(line, Firing.Outcome.SKIPPED, Reasons.SUPERSEDED, false));
        }
    }

    /** Whether the task was asked and goes on for the moment; else the slots are to be looked at again. */
    private boolean isAskedToStop(TaskRecord active, Instant now) {
        // Its turn came, but perhaps it has not begun.
        supersede(active);
        TaskRecord next = Lifecycle.cancel(active, now);
        return next != null
                && (next.equals(active)
                        || (tasks.replace(active, next) && !next.state().isFinal()));
    }

    /** Gives back what {@code task} holds; the one that waits has its turn then. */
    void end(String schedule, TaskId task) {
        for (int i = 0; i < TRIES; i++) {
            Slots seen = overlaps.find(schedule);
            if (task.equals(seen.active())) {
                TaskRecord waiting = holder(seen.waiting());
                boolean done =
                        waiting == null ? overlaps.replace(seen, seen.with(null, null)) : isLetGo(seen, waiting.id());
                if (done) {
                    return;
                }
            } else if (!task.equals(seen.waiting()) || overlaps.replace(seen, seen.with(seen.active(), null))) {
                return;
            }
        }
    }

    private @Nullable Turn letGo(Slots seen, TaskId waiting) {
        boolean ignored = isLetGo(seen, waiting);
        return null;
    }

    private boolean isLetGo(Slots seen, TaskId waiting) {
        if (!overlaps.replace(seen, seen.with(waiting, null))) {
            return false;
        }
        enqueuer.hasten(waiting);
        return true;
    }

    private @Nullable Turn changed(Slots seen, @Nullable TaskId active, @Nullable TaskId waiting, @Nullable Turn turn) {
        return overlaps.replace(seen, seen.with(active, waiting)) ? turn : null;
    }

    /** The record of a task that holds its slot; null when there is none. */
    private @Nullable TaskRecord holder(@Nullable TaskId task) {
        return task == null
                ? null
                : tasks.find(task).filter(record -> !record.state().isFinal()).orElse(null);
    }
}
