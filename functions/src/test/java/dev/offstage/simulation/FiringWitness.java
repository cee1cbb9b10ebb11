package dev.offstage.simulation;

import dev.offstage.engine.InMemoryTaskStore;
import dev.offstage.engine.TaskContext;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Firing.Outcome;
import dev.offstage.scheduler.FiringLedger;
import dev.offstage.scheduler.InMemoryFiringLedger;
import dev.offstage.task.ScheduledBy;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees every line of the ledger and every run of a firing, and objects to what may never be. */
final class FiringWitness implements FiringLedger {
    private final InMemoryFiringLedger ledger;
    private final InMemoryTaskStore tasks;
    private final Trace trace;

    /** Which task ran each firing. */
    final Map<String, TaskId> ran = new HashMap<>();

    private final Set<TaskId> succeeded = new HashSet<>();

    FiringWitness(InMemoryFiringLedger ledger, InMemoryTaskStore tasks, Trace trace) {
        this.ledger = ledger;
        this.tasks = tasks;
        this.trace = trace;
    }

    /** A handler begins. */
    void begins(TaskContext context, Program process) {
        TaskRecord task = tasks.find(context.id()).orElseThrow();
        trace.add(process.name, "begins", String.valueOf(context.attempt()), context.id());
        ScheduledBy by = task.spec().scheduledBy();
        if (by == null || by.dueAt() == null) {
            return;
        }
        Firing line = ledger.find(by.schedule(), by.dueAt()).orElse(null);
        check(line != null, context.id(), "it runs without a line");
        if (line != null) {
            check(hasFired(line), context.id(), "it runs by a line that says " + line.outcome());
            check(context.id().equals(line.task()), context.id(), "it runs by a line that names " + line.task());
            TaskId before = ran.putIfAbsent(line.id(), context.id());
            check(before == null || before.equals(context.id()), context.id(), "another task ran it: " + before);
        }
        check(!succeeded.contains(context.id()), context.id(), "it runs again after it succeeded");
    }

    /** A handler's success was written. */
    void succeeds(TaskId task) {
        succeeded.add(task);
    }

    static void check(boolean holds, TaskId task, String otherwise) {
        Witness.check(holds, task, otherwise);
    }

    private static boolean hasFired(Firing line) {
        return line.outcome() == Outcome.RAN || line.outcome() == Outcome.CAUGHT_UP;
    }

    @Override
    public boolean open(Firing firing) {
        Firing before = find(firing.schedule(), firing.dueAt()).orElse(null);
        boolean opened = ledger.open(firing);
        written(before, firing.schedule(), firing.dueAt());
        return opened;
    }

    @Override
    public boolean replace(Firing seen, Firing next) {
        Firing before = find(seen.schedule(), seen.dueAt()).orElse(null);
        boolean replaced = ledger.replace(seen, next);
        written(before, next.schedule(), next.dueAt());
        return replaced;
    }

    private void written(@Nullable Firing before, String schedule, Instant dueAt) {
        Firing after = find(schedule, dueAt).orElseThrow();
        if (after.equals(before)) {
            return;
        }
        trace.add("", after.id() + " " + after.outcome(), String.valueOf(after.reason()), after.task());
        if (before != null && hasFired(before)) {
            boolean same = before.outcome() == after.outcome() && Objects.equals(before.task(), after.task());
            check(same, Objects.requireNonNull(before.task()), "its line is changed after it fired: " + after);
        }
        if (after.outcome() == Outcome.WAITING) {
            TaskId task = Objects.requireNonNull(after.task());
            check(tasks.find(task).isPresent() || before != null, task, "a line waits for a task that was never made");
        }
    }

    @Override
    public Optional<Firing> find(String schedule, Instant dueAt) {
        return ledger.find(schedule, dueAt);
    }

    @Override
    public List<Firing> list(String schedule, Instant from, Instant to, int limit) {
        return ledger.list(schedule, from, to, limit);
    }

    @Override
    public List<Firing> overdueUpTo(Instant upTo, int limit) {
        return ledger.overdueUpTo(upTo, limit);
    }
}
