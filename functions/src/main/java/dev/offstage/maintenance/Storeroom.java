package dev.offstage.maintenance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The store as whoever cleans it sees it. Nothing is deleted but on condition that it still is as it was seen.
 */
public interface Storeroom {

    /**
     * Cleans what belongs to the tasks whose ids are of one hour: deletes what expired, and what is left of tasks that are gone once it
     * was found so a day apart.
     */
    Part hour(Instant hour, Pass pass);

    /**
     * Cleans some of the large texts in the bucket; none where there is no bucket.
     *
     * @param after the {@code next} of the part before; null for the first
     */
    Part payloads(@Nullable String after, Pass pass);

    /**
     * Cleans some of the ledger of firings.
     *
     * @param after the {@code next} of the part before; null for the first
     */
    Part firings(@Nullable String after, Pass pass);

    /**
     * What was cleaned.
     *
     * @param isWhole whether all of the part was looked at; else it is to be asked for again
     * @param next where the next part begins; null after the last
     */
    record Part(Cleaned cleaned, boolean isWhole, @Nullable String next) {}

    /**
     * One run of the maintenance.
     *
     * @param isDry whether it is only to count
     * @param budget how much it may do
     */
    record Pass(Instant now, boolean isDry, Budget budget) {}
}
