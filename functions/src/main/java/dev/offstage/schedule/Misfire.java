package dev.offstage.schedule;

import java.util.Locale;

/** What becomes of firings that come too late. */
public enum Misfire {
    /** Of all that are late only the newest runs, the others are missed. */
    RUN_ONCE,
    /** All run, the newest first when there are more than allowed. */
    RUN_ALL,
    /** None runs. */
    SKIP;

    /** The name in JSON and in records. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Misfire ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
