package dev.offstage.schedule;

import java.util.Locale;

/** What becomes of wall times that a change of the clocks takes away or gives twice. */
public enum Dst {
    /** A fixed time in a gap runs once, right after it; in an overlap once, the first time. As Vixie cron documents it. */
    VIXIE,
    /** A fixed time in a gap does not run; in an overlap once, the first time. */
    SKIP,
    /** A fixed time in a gap runs once, right after it; in an overlap both times. */
    TWICE,
    /** As EventBridge Scheduler does it: a fixed time in a gap does not run; in an overlap once. */
    AWS;

    /** The name in JSON and in records. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Dst ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
