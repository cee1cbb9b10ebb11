package dev.offstage.scheduler;

import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Firing.Outcome;
import dev.offstage.schedule.Schedule;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lines of the ledger, and what may follow on what. */
final class Lines {
    private Lines() {}

    /** A line that waits for {@code task}. */
    static Firing waiting(Schedule schedule, Instant dueAt, TaskId task) {
        return new Firing(
                schedule.name(),
                dueAt,
                schedule.generation(),
                Outcome.WAITING,
                task,
                null,
                null,
                deadline(schedule, dueAt));
    }

    /** A line that waits for a task that somebody asked for. Nobody waits for its success: it is too late already. */
    static Firing backfilled(Schedule schedule, Instant dueAt, TaskId task) {
        return new Firing(
                schedule.name(), dueAt, schedule.generation(), Outcome.WAITING, task, Reasons.BACKFILL, null, null);
    }

    /** A line of a firing that is not to run. */
    static Firing closed(Schedule schedule, Instant dueAt, Outcome outcome, String reason, boolean isMissedBySomebody) {
        return new Firing(
                schedule.name(),
                dueAt,
                schedule.generation(),
                outcome,
                null,
                reason,
                null,
                isMissedBySomebody ? deadline(schedule, dueAt) : null);
    }

    /** The same line with another outcome. */
    static Firing closed(Firing line, Outcome outcome, String reason, boolean isMissedBySomebody) {
        return new Firing(
                line.schedule(),
                line.dueAt(),
                line.generation(),
                outcome,
                line.task(),
                reason,
                null,
                isMissedBySomebody ? line.mustSucceedBy() : null);
    }

    /** The line after {@code seen}: one that waits says when it passed in a pause before. */
    static Firing following(@Nullable Firing seen, Firing next) {
        boolean passedPaused =
                seen != null && Reasons.PAUSED.equals(seen.reason()) && next.outcome() == Outcome.WAITING;
        return passedPaused ? waiting(next, Reasons.PASSED_PAUSED) : next;
    }

    /** The same line that waits, and says why or for what. */
    static Firing waiting(Firing line, String reason) {
        return new Firing(
                line.schedule(),
                line.dueAt(),
                line.generation(),
                Outcome.WAITING,
                line.task(),
                reason,
                null,
                line.mustSucceedBy());
    }

    /** The same line of which the task runs. */
    static Firing running(Firing line, Outcome outcome, @Nullable String reason, Instant now) {
        return new Firing(
                line.schedule(),
                line.dueAt(),
                line.generation(),
                outcome,
                line.task(),
                reason,
                now,
                line.mustSucceedBy());
    }

    /** The same line of which nobody waits for the success. */
    static Firing unwatched(Firing line) {
        return new Firing(
                line.schedule(),
                line.dueAt(),
                line.generation(),
                line.outcome(),
                line.task(),
                line.reason(),
                line.firedAt(),
                null);
    }

    private static @Nullable Instant deadline(Schedule schedule, Instant dueAt) {
        Duration within = schedule.spec().mustSucceedBy();
        return within == null ? null : dueAt.plus(within);
    }

    static boolean hasFired(Firing line) {
        return line.outcome() == Outcome.RAN || line.outcome() == Outcome.CAUGHT_UP;
    }

    /** Whether the task ended by the time by which it must have succeeded; so it did where there is no such time. */
    static boolean isInTime(TaskRecord task, Firing line) {
        Instant deadline = line.mustSucceedBy();
        return deadline == null || task.ending() == null || !task.ending().at().isAfter(deadline);
    }

    static boolean isBackfilled(Firing line) {
        return Reasons.BACKFILL.equals(line.reason());
    }

    /** Whether the firing is to be decided anew by a schedule of that generation: an older one placed it, and it did not run. */
    static boolean isOpenTo(long generation, Firing line) {
        return line.generation() < generation && !hasFired(line) && !isBackfilled(line);
    }

    /** Whether the line counts as one that its schedule placed with a task. */
    static boolean counts(long generation, Firing line) {
        return line.generation() == generation && line.task() != null && !isBackfilled(line);
    }
}
