package dev.offstage.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, as its handler says.
 *
 * @param total of how many; null when the handler does not know
 * @param note a few words; null for none
 */
public record Progress(
        long done, @Nullable Long total, @Nullable String note, Instant at) {

    /** Whole per cent, from 0 to 100; null without a total. */
    public @Nullable Integer percent() {
        return total == null || total <= 0 ? null : (int) Math.clamp(Math.floor(100.0 * done / total), 0, 100);
    }
}
