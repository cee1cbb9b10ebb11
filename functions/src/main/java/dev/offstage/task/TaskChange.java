package dev.offstage.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next revision of a record in the making: all that is not said stays, except that lease and recheck end. */
final class TaskChange {
    private static final int ATTEMPTS_KEPT = 10;

    private final TaskRecord from;
    private final TaskState state;
    private int attempt;
    private @Nullable Instant notBefore;
    private @Nullable Instant startedAt;
    private @Nullable Lease lease;
    private List<Attempt> attempts;
    private @Nullable String memo;
    private @Nullable Ending ending;
    private @Nullable Recheck recheck;

    TaskChange(TaskRecord from, TaskState state) {
        this.from = from;
        this.state = state;
        this.attempt = from.attempt();
        this.notBefore = from.notBefore();
        this.startedAt = from.startedAt();
        this.attempts = from.attempts();
        this.memo = from.memo();
        this.ending = from.ending();
    }

    TaskChange attempt(int number) {
        attempt = number;
        return this;
    }

    TaskChange notBefore(@Nullable Instant at) {
        notBefore = at;
        return this;
    }

    TaskChange startedAt(Instant at) {
        startedAt = at;
        return this;
    }

    TaskChange lease(@Nullable Lease held) {
        lease = held;
        return this;
    }

    TaskChange ended(List<Attempt> runs) {
        List<Attempt> all = new ArrayList<>(attempts);
        if (!runs.isEmpty()) {
            // One trace is enough to read and ten would cost a write unit each.
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
                from.spec(),
                state,
                from.revision() + 1,
                attempt,
                from.attemptsAllowed(),
                notBefore,
                startedAt,
                lease,
                attempts,
                memo,
                ending,
                recheck);
    }
}
