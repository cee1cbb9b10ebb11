package dev.offstage.schedule;

import java.util.Locale;

/** How day of month and day of week are read when both are restricted. */
public enum Days {
    /** A day that fits either, as cron has it. */
    OR,
    /** A day that fits both. */
    AND;

    /** The name in JSON and in records. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Days ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
