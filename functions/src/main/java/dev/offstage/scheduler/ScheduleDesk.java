package dev.offstage.scheduler;

import dev.offstage.engine.EventLog;
import dev.offstage.engine.TaskTypes;
import dev.offstage.engine.UnavailableException;
import dev.offstage.json.Json;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Origin;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What callers do with schedules. Each call is safe to repeat. */
public final class ScheduleDesk {
    /** The revision of what is not there. */
    public static final long NO_REVISION = 0;

    private static final int TRIES = 20;

    private final SchedulerPorts ports;
    private final FiringTasks tasks;
    private final Placer placer;
    private final Changes changes;
    private final Backfill backfill;
    private final InstantSource clock;
    private final EventLog log;

    /** @param log hears of what could not be placed at once; the tick places it */
    public ScheduleDesk(SchedulerPorts ports, TaskTypes types, InstantSource clock, EventLog log) {
        this.ports = ports;
        this.tasks = new FiringTasks(types);
        this.placer = new Placer(ports, tasks);
        this.changes = new Changes(ports, placer, clock);
        this.backfill = new Backfill(ports, tasks, clock);
        this.clock = clock;
        this.log = log;
    }

    /** The schedule of that name; empty when there is none. */
    public Optional<Schedule> find(String name) {
        return ports.schedules().find(name);
    }

    /** Those with names after {@code after} (null for the first), by name. */
    public List<Schedule> list(@Nullable String after, int limit) {
        return ports.schedules().list(after, limit);
    }

    /** What came of a wish to change a schedule. */
    public sealed interface Changed {
        /** It is new. */
        record Created(Schedule schedule) implements Changed {}

        /** It is as it was asked to be, perhaps since before. */
        record Updated(Schedule schedule) implements Changed {}

        /** It was deleted. */
        record Deleted() implements Changed {}

        /** There is none of that name. */
        record Missing() implements Changed {}

        /** It is not of the revision that was expected; null when there is none. */
        record OtherRevision(@Nullable Schedule schedule) implements Changed {}

        /** The code declares it, so callers may pause but not change it. */
        record DeclaredInCode(Schedule schedule) implements Changed {}
    }

    /**
     * Makes a schedule, or replaces the one of that name: what it placed and has not run yet is then decided anew. Places the firings of
     * the next two minutes.
     *
     * @param revision the only one that may be replaced; {@link #NO_REVISION} to make one and replace none; null for any or none
     */
    public Changed put(ScheduleSpec spec, @Nullable Long revision) {
        ScheduleSpec asked = Milliseconds.of(spec);
        return repeated(asked.name(), seen -> {
            if (revision != null && revision != (seen == null ? NO_REVISION : seen.revision())) {
                return new Changed.OtherRevision(seen);
            }
            if (seen == null) {
                Schedule made = changes.create(asked, Origin.API);
                return made == null ? null : new Changed.Created(placed(made));
            }
            if (seen.origin() == Origin.CODE) {
                return new Changed.DeclaredInCode(seen);
            }
            return seen.spec().equals(asked) ? new Changed.Updated(seen) : updated(changes.replace(seen, asked));
        });
    }

    /**
     * Deletes a schedule; what it placed and has not run yet is skipped.
     *
     * @param revision the only one that may be deleted; null for any
     */
    public Changed delete(String name, @Nullable Long revision) {
        return repeated(name, seen -> {
            if (seen == null) {
                return new Changed.Missing();
            }
            if (revision != null && seen.revision() != revision) {
                return new Changed.OtherRevision(seen);
            }
            if (seen.origin() == Origin.CODE) {
                return new Changed.DeclaredInCode(seen);
            }
            return changes.delete(seen) ? new Changed.Deleted() : null;
        });
    }

    /** Its firings pass as skipped from now on, also those that are placed already. */
    public Changed pause(String name) {
        return repeated(name, seen -> {
            if (seen == null) {
                return new Changed.Missing();
            }
            return seen.isPaused() ? new Changed.Updated(seen) : updated(changes.pause(seen));
        });
    }

    /**
     * Lets it fire again, from now on.
     *
     * @param catchUp whether what was due during the pause is a misfire to be dealt with; else it stays skipped
     */
    public Changed resume(String name, boolean catchUp) {
        return repeated(name, seen -> {
            if (seen == null) {
                return new Changed.Missing();
            }
            return seen.isPaused() ? updated(changes.resume(seen, catchUp)) : new Changed.Updated(seen);
        });
    }

    private @Nullable Changed updated(@Nullable Schedule next) {
        return next == null ? null : new Changed.Updated(placed(next));
    }

    /** Reads and decides until nobody else was faster. */
    private Changed repeated(String name, Function<@Nullable Schedule, @Nullable Changed> change) {
        for (int i = 0; i < TRIES; i++) {
            Changed changed = change.apply(find(name).orElse(null));
            if (changed != null) {
                return changed;
            }
        }
        throw new UnavailableException("The schedule " + name + " is changed by many at once.");
    }

    /** The schedule after its next firings were placed, as far as that goes at once. */
    private Schedule placed(Schedule stored) {
        try {
            Instant now = clock.instant();
            Schedule next =
                    Placer.isDue(stored, now) ? placer.place(stored, now).schedule() : stored;
            return next == null ? stored : next;
        } catch (RuntimeException e) {
            log.warn(
                    "The firings of a schedule could not be placed at once; the tick places them.",
                    Json.object().put("schedule", stored.name()).put("error", e.toString()));
            return stored;
        }
    }

    /**
     * Enqueues a task of the schedule beside its plan, under {@code id}; empty when there is none of that name.
     *
     * @param keyedUntil until then a key names the task; null without one
     */
    public Optional<TaskRecord> run(String name, TaskId id, @Nullable Instant keyedUntil) {
        return find(name)
                .map(schedule -> ports.enqueuer()
                        .submitUnder(
                                Map.of(
                                        id,
                                        tasks.beside(schedule)
                                                .draft()
                                                .keyedUntil(keyedUntil)
                                                .make()),
                                Instant.MAX)
                        .getFirst());
    }

    /** The lines of the ledger due from {@code from} on and before {@code to}, newest first; those that are to come are waiting. */
    public List<Firing> firings(String name, Instant from, Instant to, int limit) {
        return backfill.mended(ports.firings().list(name, from, to, limit));
    }

    /**
     * The firings from {@code from} on and before {@code to}, which is not in the future, that did not run: places them, or only says
     * which they are. Empty when there is no schedule of that name.
     *
     * @param most no more are looked at
     * @param end when the caller is out of time: what is not placed by then is placed by a repetition
     */
    public Optional<List<Firing>> backfill(
            String name, Instant from, Instant to, int most, boolean dryRun, Instant end) {
        return find(name).map(schedule -> backfill.of(schedule, from, to, most, dryRun, end));
    }

    /** The same, however long it takes. */
    public Optional<List<Firing>> backfill(String name, Instant from, Instant to, int most, boolean dryRun) {
        return backfill(name, from, to, most, dryRun, Instant.MAX);
    }
}
