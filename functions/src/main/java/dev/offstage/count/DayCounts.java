package dev.offstage.count;

import java.time.Instant;
import java.util.List;

/**
 * Where counts are kept, for 40 days. Every implementation passes {@code DayCountsContract}.
 */
public interface DayCounts {

    /** Stores tasks that are followed from now on; false when others have their name. Who asks again is told the same. */
    boolean follow(Followed tasks);

    /** Stores {@code next} if nobody wrote since {@code seen}; says whether it did, also to who asks again. */
    boolean replace(Followed seen, Followed next);

    /** Stores a quarter of an hour that is read to its end, for ever; false when it was stored before, and stays as it was. */
    boolean close(QuarterCount quarter);

    /** All that is known of the quarters that begin from {@code first} on and before {@code before}. */
    Known between(Instant first, Instant before);

    /**
     * Counts as they are stored.
     *
     * @param quarters those that are read to their end, oldest first
     * @param followed all that were stored, whether a quarter names them or not
     */
    record Known(List<QuarterCount> quarters, List<Followed> followed) {

        /** Those that {@code quarter} names. */
        public List<Followed> of(QuarterCount quarter) {
            return followed.stream()
                    .filter(tasks -> tasks.quarter().equals(quarter.begin())
                            && quarter.followed().contains(tasks.name()))
                    .toList();
        }
    }
}
