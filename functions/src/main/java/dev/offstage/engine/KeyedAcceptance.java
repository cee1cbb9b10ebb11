package dev.offstage.engine;

import dev.offstage.task.Lifecycle;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Decides between the task that has a key and a call that asks for it: key first, then record, so that any caller can go on. */
final class KeyedAcceptance {
    /** A caller that has a key for longer than this without a record is dead: no request lasts as long. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(2);

    /** As long as a record that is missing may be one that is about to be made, a record may not go missing, deleted or not. */
    static final Duration LEAST_KEPT = Duration.ofMinutes(5);

    private final TaskStore store;
    private final TaskKeys keys;
    private final NewTasks tasks;
    private final InstantSource clock;

    KeyedAcceptance(TaskStore store, TaskKeys keys, NewTasks tasks, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** @param toSend a task whose message is to be sent, perhaps for a second time; null for none */
    record Step(Submitted answer, @Nullable TaskRecord toSend) {}

    Step accept(KeyedTask asked, Instant end) {
        TaskId id = asked.id();
        TaskSpec spec = kept(asked.spec());
        // An old id would tell others that its maker died long ago.
        TaskRecord fresh = id != null && tasks.isYoung(id) ? tasks.under(id, spec) : tasks.drawn(spec);
        Instant keepUntil = clock.instant().plus(asked.keepKey());
        TaskId holder = keys.claim(asked.key(), fresh.id(), keepUntil);
        while (!holder.equals(fresh.id())) {
            Step there = joined(holder, asked, end);
            if (there != null) {
                return there;
            }
            if (keys.move(asked.key(), holder, fresh.id(), keepUntil)) {
                break;
            }
            holder = keys.claim(asked.key(), fresh.id(), keepUntil);
        }
        TaskRecord made = tasks.createOrFind(fresh);
        return new Step(new Accepted(made, false), made);
    }

    private TaskSpec kept(TaskSpec spec) {
        Instant least = clock.instant().plus(LEAST_KEPT);
        Instant wanted = spec.keyedUntil();
        return wanted != null && wanted.isAfter(least)
                ? spec
                : spec.draft().keyedUntil(least).make();
    }

    /** What the call makes of the task that has the key; null when it serves no longer and its maker is not about to store it. */
    private @Nullable Step joined(TaskId holder, KeyedTask asked, Instant end) {
        TaskRecord seen = null;
        TaskRecord there = store.find(holder).orElse(null);
        while (there != null) {
            TaskRecord next =
                    there.isPurged(clock.instant()) ? null : asked.joining().join(there);
            if (next == null) {
                return null;
            }
            if (asked.rejects()) {
                return new Step(new Duplicate(holder), null);
            }
            // Another call of this very moment was written: then this one came before it.
            if (next.revision() == there.revision()
                    || (seen != null && !seen.spec().equals(there.spec()))) {
                return asItIs(there);
            }
            if (store.replace(there, next)) {
                return new Step(new Accepted(next, true), needsMessage(there, next) ? next : null);
            }
            Enqueuer.checkTime(clock, end);
            seen = there;
            there = store.find(holder).orElse(null);
        }
        return mayBeAboutToBeMade(holder, clock.instant()) ? inPlaceOfItsMaker(holder, asked) : null;
    }

    /** Whether a task that a key names and that is not there may still get its record. */
    static boolean mayBeAboutToBeMade(TaskId task, Instant now) {
        return task.createdAt().plus(LONGEST_REQUEST).isAfter(now);
    }

    private Step asItIs(TaskRecord there) {
        return new Step(new Accepted(there, true), mayLackItsMessage(there, clock.instant()) ? there : null);
    }

    private Step inPlaceOfItsMaker(TaskId holder, KeyedTask asked) {
        // An earlier try of the same request took the key and died.
        boolean ours = holder.equals(asked.id());
        if (asked.rejects() && !ours) {
            return new Step(new Duplicate(holder), null);
        }
        TaskRecord made = tasks.createOrFind(Lifecycle.accept(holder, kept(asked.spec())));
        return new Step(new Accepted(made, !ours), made);
    }

    /** A task that nobody ever ran: perhaps its maker died before it sent the message. Sending twice is harmless. */
    static boolean mayLackItsMessage(TaskRecord task, Instant now) {
        return task.state() == TaskState.QUEUED
                && task.startedAt() == null
                && task.createdAt().plus(Sweeper.AGE).isAfter(now);
    }

    /** A message that comes before its time is put off by the claim; one that comes too late, or not at all, needs another. */
    private boolean needsMessage(TaskRecord before, TaskRecord after) {
        if (after.state() != TaskState.QUEUED) {
            return false;
        }
        Instant was = before.notBefore();
        Instant is = after.notBefore();
        return before.state() != TaskState.QUEUED
                || (was != null && is != null && is.isBefore(was))
                || (before.revision() == 1 && mayLackItsMessage(after, clock.instant()));
    }
}
