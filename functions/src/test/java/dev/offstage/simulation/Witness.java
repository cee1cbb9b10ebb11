package dev.offstage.simulation;

import dev.offstage.engine.ClaimResult;
import dev.offstage.engine.InMemoryTaskStore;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskStore;
import dev.offstage.task.Lease;
import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import dev.offstage.task.Report;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sees every write that takes effect and every run that begins, and objects to what may never be. */
final class Witness implements TaskStore {
    private final InMemoryTaskStore store;
    private final PauseTimes pauses;
    private final InstantSource clock;
    private final Duration heeded;
    private final Trace trace;
    private final Map<TaskId, Run> running = new HashMap<>();
    private final Map<String, TaskId> open = new HashMap<>();

    /** When each task was queued again for the last time after it had ended. */
    final Map<TaskId, Instant> livedAgain = new HashMap<>();

    /** How often each task failed. */
    final Map<TaskId, Integer> failures = new HashMap<>();

    /** How often each was queued again before what was to follow its failure was enqueued, and so not followed. */
    final Map<TaskId, Integer> unfollowed = new HashMap<>();

    int blocked;
    int runs;
    int lateWrites;

    /** @param deadline when it is stopped at the latest, by the right clock */
    private record Run(Program process, Instant deadline) {}

    /** What may never be. */
    static final class Violation extends AssertionError {
        private static final long serialVersionUID = 1;
        final transient TaskId task;

        Violation(TaskId task, String what) {
            super(task + ": " + what);
            this.task = task;
        }
    }

    /**
     * @param clock the right one
     * @param heeded a pause is, after this time at the latest
     */
    Witness(InMemoryTaskStore store, PauseTimes pauses, InstantSource clock, Duration heeded, Trace trace) {
        this.store = store;
        this.pauses = pauses;
        this.clock = clock;
        this.heeded = heeded;
        this.trace = trace;
    }

    static void check(boolean holds, TaskId task, String otherwise) {
        if (!holds) {
            throw new Violation(task, otherwise);
        }
    }

    /** A handler begins. */
    void begins(TaskContext context, Program process, Instant now) {
        runs++;
        TaskId id = context.id();
        Run other = running.get(id);
        check(
                other == null || !other.process().isAlive() || !other.deadline().isAfter(now),
                id,
                "it runs twice at once");
        running.put(id, new Run(process, process.truly(context.deadline())));
        TaskRecord task = store.find(id).orElseThrow();
        check(context.attempt() <= task.attemptsAllowed(), id, "more attempts begin than are allowed");
        trace.add(process.name, "begins", String.valueOf(context.attempt()), id);
    }

    /** A handler ended. */
    void ends(TaskContext context, Program process) {
        Run mine = running.get(context.id());
        if (mine != null && mine.process() == process) {
            running.remove(context.id());
        }
    }

    @Override
    public boolean create(TaskRecord task) {
        boolean created = store.create(task);
        if (created) {
            written(null, task);
        }
        return created;
    }

    @Override
    public void createAll(List<TaskRecord> tasks) {
        for (TaskRecord task : tasks) {
            TaskRecord before = store.find(task.id()).orElse(null);
            check(before == null || before.equals(task), task.id(), "a batch overwrites a record that moved on");
            store.createAll(List.of(task));
            if (before == null) {
                written(null, task);
            }
        }
    }

    @Override
    public ClaimResult claim(TaskId id, String holder, Instant now, Pauses pauses) {
        TaskRecord before = store.find(id).orElse(null);
        ClaimResult result = store.claim(id, holder, now, pauses);
        check(before != null, id, "a message names a task without a record");
        if (before != null
                && result instanceof ClaimResult.Granted granted
                && !granted.task().equals(before)) {
            mayClaim(before, now);
            check(
                    !this.pauses.holdsLongerThan(heeded, before.spec()),
                    id,
                    "it starts though it is paused for " + heeded);
            written(before, granted.task());
        }
        return result;
    }

    /** The promises, in other words than the engine's. */
    private static void mayClaim(TaskRecord before, Instant now) {
        TaskId id = before.id();
        Instant notBefore = before.notBefore();
        Instant deadline = before.spec().expiresAt();
        Lease lease = before.lease();
        check(before.attempt() < before.attemptsAllowed(), id, "an attempt too many begins");
        if (before.state() == TaskState.RUNNING) {
            check(lease != null && !now.isBefore(lease.until()), id, "it is taken from a holder with a lease");
        } else {
            check(before.state() == TaskState.QUEUED, id, "it starts out of state " + before.state());
            check(notBefore == null || !now.isBefore(notBefore), id, "it starts before its time");
            check(deadline == null || now.isBefore(deadline), id, "it starts after its deadline");
        }
    }

    @Override
    public boolean replace(TaskRecord seen, TaskRecord next) {
        TaskRecord before = store.find(seen.id()).orElse(null);
        boolean replaced = store.replace(seen, next);
        TaskRecord after = store.find(seen.id()).orElse(null);
        if (before != null && after != null && !after.equals(before)) {
            check(replaced, seen.id(), "a write that took effect says that it did not");
            check(before.revision() == seen.revision(), seen.id(), "a write overwrites what it did not see");
            written(before, after);
        } else if (!replaced) {
            lateWrites++;
        }
        return replaced;
    }

    private void written(@Nullable TaskRecord before, TaskRecord after) {
        changed(before, after);
        if (Kind.of(after) == Kind.KEYED && !livedAgain.containsKey(after.id())) {
            isOneOfItsKey(before, after);
        }
    }

    private void changed(@Nullable TaskRecord before, TaskRecord after) {
        TaskId id = after.id();
        trace.add("", "is " + after.state().wireName(), String.valueOf(after.revision()), id);
        check(after.attempt() <= after.attemptsAllowed(), id, "more attempts than are allowed");
        check(after.state().isFinal() == (after.ending() != null), id, "an end without a record of it, or the reverse");
        if (before == null) {
            check(after.revision() == 1 && after.attempt() == 0, id, "it is not new when it is made");
            return;
        }
        check(after.revision() == before.revision() + 1, id, "a revision is skipped");
        if (after.state() == TaskState.BLOCKED) {
            blocked++;
            check(after.attempt() == before.attempt(), id, "a pause spends an attempt or gives one");
        }
        if (after.state() == TaskState.FAILED && before.state() != TaskState.FAILED) {
            failures.merge(id, 1, Integer::sum);
        }
        if (before.state() == TaskState.RUNNING && before.cancelAskedAt() != null) {
            boolean goesOn = !after.state().isFinal() && !Objects.equals(before.lease(), after.lease());
            check(!goesOn, id, "it goes on after it was asked to stop: " + after.state());
        }
        if (before.state().isFinal()) {
            wroteAfterTheEnd(before, after);
        } else if (after.state() == TaskState.SUCCEEDED || after.state() == TaskState.FAILED) {
            check(!after.attempts().isEmpty(), id, "it ends " + after.state() + " without an attempt");
        }
        if (after.state() == TaskState.SUCCEEDED) {
            check(before.state() != TaskState.QUEUED, id, "it succeeds without a run");
        }
    }

    /** Under one key, one task at a time, but for those that somebody queues again. */
    private void isOneOfItsKey(@Nullable TaskRecord before, TaskRecord after) {
        String key = after.spec().args();
        TaskId other = open.get(key);
        check(before != null || other == null, after.id(), "its key has another open task: " + other);
        if (after.state().isFinal()) {
            open.remove(key);
        } else {
            open.put(key, after.id());
        }
    }

    /** A record that ended changes in two ways only: what is to follow is seen to, or a person asks for another life. */
    private void wroteAfterTheEnd(TaskRecord before, TaskRecord after) {
        TaskId id = after.id();
        if (after.state() == TaskState.QUEUED) {
            check(before.state() != TaskState.SUCCEEDED, id, "it is queued again after it succeeded");
            check(after.attemptsAllowed() > before.attempt(), id, "it is queued again without a budget");
            livedAgain.put(id, clock.instant());
            if (Objects.requireNonNull(before.ending()).followUpDue()) {
                unfollowed.merge(id, 1, Integer::sum);
            }
            return;
        }
        check(after.state() == before.state(), id, "it ends twice");
        check(Objects.requireNonNull(before.ending()).followUpDue(), id, "it ends twice in the same way");
        check(Objects.equals(resultOf(before), resultOf(after)), id, "its result changes");
        check(before.attempts().equals(after.attempts()), id, "its attempts change after the end");
    }

    private static @Nullable String resultOf(TaskRecord task) {
        return task.ending() == null ? null : task.ending().result();
    }

    @Override
    public Standing report(TaskId id, String holder, @Nullable Report news) {
        return store.report(id, holder, news);
    }

    @Override
    public boolean delete(TaskRecord seen) {
        return store.delete(seen);
    }

    @Override
    public Optional<TaskRecord> find(TaskId id) {
        return store.find(id);
    }

    @Override
    public List<TaskGlance> createdBetween(Instant after, Instant upTo) {
        return store.createdBetween(after, upTo);
    }

    @Override
    public List<TaskGlance> lateBetween(Instant after, Instant upTo) {
        return store.lateBetween(after, upTo);
    }

    @Override
    public List<TaskGlance> glances(List<TaskId> ids) {
        return store.glances(ids);
    }

    @Override
    public List<TaskId> scheduledUpTo(Instant upTo, int limit) {
        return store.scheduledUpTo(upTo, limit);
    }

    @Override
    public List<TaskId> blockedBy(Pause pause, int limit) {
        return store.blockedBy(pause, limit);
    }

    @Override
    public List<TaskId> recheckUpTo(Instant upTo, int limit) {
        return store.recheckUpTo(upTo, limit);
    }

    @Override
    public int callsAtOnce() {
        return 1;
    }
}
