package dev.offstage.schedule;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

/**
 * One time of a calendar.
 *
 * @param local the same instant as the clocks of the zone show it
 */
public record Occurrence(Instant at, OffsetDateTime local, Mark mark) {

    /** How a time came about. */
    public enum Mark {
        /** As it was written. */
        NORMAL,
        /** At another wall time than was written, since that does not exist on this day. */
        MOVED,
        /** Two or more wall times in one instant. */
        MERGED,
        /** In the second pass of an hour that the clocks show twice. */
        REPEATED;

        /** The name in JSON. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
