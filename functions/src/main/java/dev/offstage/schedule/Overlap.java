package dev.offstage.schedule;

import java.util.Locale;

/** What becomes of a firing while the task of an earlier one is not final. */
public enum Overlap {
    /** It is skipped. */
    SKIP,
    /** Both run. */
    ALLOW,
    /** One waits for the end of the other; further ones are skipped. */
    QUEUE_ONE,
    /** The other is cancelled and this one runs once that has ended. */
    CANCEL_PREVIOUS;

    /** The name in JSON and in records. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Overlap ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
