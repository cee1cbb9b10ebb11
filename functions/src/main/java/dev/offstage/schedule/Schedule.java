package dev.offstage.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is stored.
 *
 * @param generation counts what makes its placed firings void: a replacement, a resumption
 * @param revision counts the writes; a write that saw another revision loses
 * @param pausedAt null unless it is paused
 * @param placedUpTo every firing due up to then is in the ledger
 * @param nextFiring the first that is due later; null when there is none
 * @param placed how many firings were placed, for {@link ScheduleSpec#maxRuns}
 */
public record Schedule(
        ScheduleSpec spec,
        Origin origin,
        long generation,
        long revision,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant pausedAt,
        Instant placedUpTo,
        @Nullable Instant nextFiring,
        int placed) {

    public String name() {
        return spec.name();
    }

    public boolean isPaused() {
        return pausedAt != null;
    }
}
