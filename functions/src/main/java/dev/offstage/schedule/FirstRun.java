package dev.offstage.schedule;

import java.util.Locale;

/** Whether a schedule fires when it is made. */
public enum FirstRun {
    /** It waits for its first time. */
    NEXT,
    /** It fires at once, too. */
    NOW;

    /** The name in JSON and in records. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static FirstRun ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
