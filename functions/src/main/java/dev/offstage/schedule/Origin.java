package dev.offstage.schedule;

import java.util.Locale;

/** Who declares a schedule. */
public enum Origin {
    /** The code of this deployment. */
    CODE,
    /** A caller. */
    API;

    /** The name in JSON and in records. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Origin ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
