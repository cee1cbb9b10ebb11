package dev.offstage.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next revision of a record in the making: all that is not said stays, except that lease, block and recheck end. */
final class TaskChange {
    private static final int ATTEMPTS_KEPT = 10;

    private final TaskRecord from;
    private final TaskState state;
    private TaskSpec spec;
    private int attempt;
    private int attemptsAllowed;
    private @Nullable Instant retryUntil;
    private @Nullable Instant notBefore;
    private @Nullable Instant startedAt;
    private @Nullable Lease lease;
    private List<Attempt> attempts;
    private @Nullable String memo;
    private Report report;
    private @Nullable Instant cancelAskedAt;
    private @Nullable Pause blockedBy;
    private @Nullable Ending ending;
    private @Nullable Recheck recheck;

    TaskChange(TaskRecord from, TaskState state) {
        this.from = from;
        this.state = state;
        this.spec = from.spec();
        this.attempt = from.attempt();
        this.attemptsAllowed = from.attemptsAllowed();
        this.retryUntil = from.retryUntil();
        this.notBefore = from.notBefore();
        this.startedAt = from.startedAt();
        this.attempts = from.attempts();
        this.memo = from.memo();
        this.report = from.report();
        this.cancelAskedAt = from.cancelAskedAt();
        this.ending = from.ending();
    }

    /** The next revision of a claimed task that was not run: no attempt is spent, those that crashed before are listed. */
    static TaskChange withoutRun(TaskRecord claimed, TaskState state) {
        return new TaskChange(claimed, state)
                .attempt(claimed.attempt() - 1)
                .ended(Runs.crashed(claimed, claimed.attempt()));
    }

    /** As if there had been no claim: a task that nobody had before never started. */
    TaskChange notStarted() {
        boolean first = from.lease() != null && from.lease().since().equals(from.startedAt());
        return first ? startedAt(null) : this;
    }

    /** The same record at its next revision. */
    static TaskChange within(TaskRecord task) {
        return new TaskChange(task, task.state())
                .lease(task.lease())
                .blockedBy(task.blockedBy())
                .recheck(task.recheck());
    }

    TaskChange spec(TaskSpec asked) {
        spec = asked;
        return this;
    }

    TaskChange attempt(int number) {
        attempt = number;
        return this;
    }

    /** As if nothing had been tried: that many attempts may follow, and nothing of the last ones is left but their list. */
    TaskChange freshBudget(int more) {
        attemptsAllowed = attempt + more;
        retryUntil = null;
        cancelAskedAt = null;
        ending = null;
        memo = null;
        report = new Report(null, report.children(), report.logLines());
        return this;
    }

    TaskChange retryUntil(@Nullable Instant end) {
        retryUntil = end;
        return this;
    }

    TaskChange notBefore(@Nullable Instant at) {
        notBefore = at;
        return this;
    }

    TaskChange startedAt(@Nullable Instant at) {
        startedAt = at;
        return this;
    }

    TaskChange lease(@Nullable Lease held) {
        lease = held;
        return this;
    }

    TaskChange ended(List<Attempt> runs) {
        List<Attempt> all = new ArrayList<>(attempts);
        if (runs.stream().anyMatch(Attempt::hasTrace)) {
            // The newest trace is enough to read, and ten would cost a write unit each.
            all.replaceAll(Attempt::withoutTrace);
        }
        if (repeatsASnooze(all, runs)) {
            all.removeLast();
        }
        all.addAll(runs);
        attempts = List.copyOf(all.subList(Math.max(0, all.size() - ATTEMPTS_KEPT), all.size()));
        return this;
    }

    /** One snooze in a row tells enough; many would push out the attempts that failed. */
    private static boolean repeatsASnooze(List<Attempt> before, List<Attempt> runs) {
        return !before.isEmpty()
                && runs.size() == 1
                && before.getLast().outcome() == Attempt.How.SNOOZED
                && runs.getFirst().outcome() == Attempt.How.SNOOZED
                && before.getLast().number() == runs.getFirst().number();
    }

    TaskChange memo(@Nullable String text) {
        memo = text;
        return this;
    }

    TaskChange report(Report told) {
        report = told;
        return this;
    }

    TaskChange cancelAskedAt(Instant at) {
        cancelAskedAt = at;
        return this;
    }

    TaskChange blockedBy(@Nullable Pause pause) {
        blockedBy = pause;
        return this;
    }

    TaskChange ending(Ending how) {
        ending = how;
        return this;
    }

    TaskChange recheck(@Nullable Recheck next) {
        recheck = next;
        return this;
    }

    TaskRecord make() {
        return new TaskRecord(
                from.id(),
                spec,
                from.createdAt(),
                state,
                from.revision() + 1,
                attempt,
                attemptsAllowed,
                retryUntil,
                notBefore,
                startedAt,
                lease,
                attempts,
                memo,
                report,
                cancelAskedAt,
                blockedBy,
                ending,
                recheck);
    }
}
