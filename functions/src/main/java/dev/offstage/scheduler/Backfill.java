package dev.offstage.scheduler;

import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.Fan;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private final int atOnce;

    Backfill(SchedulerPorts ports, FiringTasks tasks, InstantSource clock) {
        this.firings = ports.firings();
        this.store = ports.tasks();
        this.enqueuer = ports.enqueuer();
        this.tasks = tasks;
        this.clock = clock;
        this.atOnce = ports.schedules().callsAtOnce();
    }

    /** The firings of the range that did not run and now do, or would. What is not begun by {@code end} is left for a repetition. */
    List<Firing> of(Schedule schedule, Instant from, Instant to, int most, boolean dryRun, Instant end) {
        Instant now = clock.instant();
        Instant last = to.isAfter(now) ? now : to;
        Function<Instant, Optional<Firing>> lines = lines(schedule, from, last, most);
        return Plan.of(schedule).between(from.minusMillis(1), last.minusMillis(1), most).stream()
                .gather(Fan.each(atOnce, dueAt -> {
                    checkTime(end);
                    Firing line = lines.apply(dueAt).map(this::mended).orElse(null);
                    return dryRun ? wouldRun(schedule, dueAt, line) : runs(schedule, dueAt, line);
                }))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The lines of a range, by few reads; what an older definition placed between them may be more than is read at once. */
    private Function<Instant, Optional<Firing>> lines(Schedule schedule, Instant from, Instant to, int most) {
        List<Firing> read = firings.list(schedule.name(), from, to, most);
        Map<Instant, Firing> byInstant = read.stream().collect(Collectors.toMap(Firing::dueAt, line -> line));
        return dueAt -> read.size() < most || byInstant.containsKey(dueAt)
                ? Optional.ofNullable(byInstant.get(dueAt))
                : firings.find(schedule.name(), dueAt);
    }

    private void checkTime(Instant end) {
        if (clock.instant().isAfter(end)) {
            throw new UnavailableException("The time was over before all firings were placed.");
        }
    }

    /** The line of a firing that did not run, as it is; one that missed it when there is none. Empty when it ran or is about to. */
    private static Optional<Firing> wouldRun(Schedule schedule, Instant dueAt, @Nullable Firing line) {
        return line == null
                ? Optional.of(Lines.closed(schedule, dueAt, Outcome.MISSED, Reasons.NOT_PLACED, false))
                : Optional.of(line).filter(Backfill::isToRun);
    }

    private Optional<Firing> runs(Schedule schedule, Instant dueAt, @Nullable Firing seen) {
        Firing line = seen;
        TaskId made = null;
        for (int i = 0; i < TRIES; i++) {
            if (line != null && !isToRun(line)) {
                // What this or an earlier try of the same request placed belongs to its answer.
                boolean isOurs = line.outcome() == Outcome.WAITING && Lines.isBackfilled(line);
                return isOurs || (made != null && made.equals(line.task())) ? Optional.of(line) : Optional.empty();
            }
            made = FiringTasks.backfillId(schedule, dueAt, clock.instant(), line == null ? null : line.task());
            enqueuer.submitAhead(made, tasks.backfilled(schedule, dueAt));
            Firing next = Lines.backfilled(schedule, dueAt, made);
            if (line == null ? firings.open(next) : firings.replace(line, next)) {
                return Optional.of(next);
            }
            line = firings.find(schedule.name(), dueAt).map(this::mended).orElse(null);
        }
        throw new UnavailableException("The line " + schedule.name() + "@" + dueAt + " is changed by many at once.");
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
