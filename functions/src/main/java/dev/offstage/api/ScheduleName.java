package dev.offstage.api;

import java.util.regex.Pattern;

/** The names that callers may give to schedules. */
final class ScheduleName {
    private static final Pattern FORM = Pattern.compile("(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*");

    /** The path of what is not saved yet. */
    private static final String RESERVED = "preview";

    /** What a name is, for a message. */
    static final String RULE =
            "lower-case words and digits joined by hyphens, such as nightly-report, of at most 60 characters, and not "
                    + RESERVED;

    private ScheduleName() {}

    static boolean isName(String text) {
        return FORM.matcher(text).matches() && !text.equals(RESERVED);
    }
}
