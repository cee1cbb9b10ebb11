package dev.offstage.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is stored.
 *
 * @param generation grows with what makes its placed firings void: a replacement, a resumption, its making anew after a deletion
 * @param revision grows with each change that somebody asked for; placing firings moves {@code placedUpTo} alone
 * @param pausedAt null unless it is paused
 * @param placedUpTo every firing due up to then is in the ledger
 * @param nextFiring the first that is due later; null when there is none
 * @param placed how many firings up to then got a task, for {@link ScheduleSpec#maxRuns}
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
