package dev.offstage.engine;

import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.UniqueKey;
import dev.offstage.task.Uniqueness;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The key of a unique task that is to run again: taken before its record is written, so that whoever dies between leaves a key that
 * names a task which ended, as any other does, and a repetition goes on.
 */
final class RetakenKey {
    private final TaskStore store;
    private final TaskKeys keys;
    private final InstantSource clock;

    RetakenKey(TaskStore store, TaskKeys keys, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    /** The task that waits or runs under the key of {@code again}; empty when there is none, and then {@code again} has the key. */
    Optional<TaskId> taken(TaskRecord again) {
        UniqueKey by = again.spec().uniqueBy();
        if (by == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String key = UniqueTask.key(again.spec(), by.fields());
        Instant keepUntil = now.plus(UniqueTask.longestLife(again.spec(), now));
        if (by.mode() == Uniqueness.Mode.THROTTLE) {
            // Its window is counted from when it was accepted: what it kept off then, it does not keep off again.
            return keys.find(key).filter(holder -> !holder.equals(again.id()) && isInTheWay(holder, now));
        }
        TaskId holder = keys.claim(key, again.id(), keepUntil);
        while (holder.equals(again.id()) || !isInTheWay(holder, now)) {
            // Also when it is its own: the time of the key begins anew.
            if (keys.move(key, holder, again.id(), keepUntil)) {
                return Optional.empty();
            }
            holder = keys.claim(key, again.id(), keepUntil);
        }
        return Optional.of(holder);
    }

    /** One that is not there may be about to be made. */
    private boolean isInTheWay(TaskId holder, Instant now) {
        return store.find(holder)
                .map(task -> !task.stateAt(now).isFinal())
                .orElseGet(() -> KeyedAcceptance.mayBeAboutToBeMade(holder, now));
    }
}
