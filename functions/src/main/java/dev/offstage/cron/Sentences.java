package dev.offstage.cron;

/** Helps to say what was written. */
final class Sentences {
    private static final int LONGEST = 40;

    private Sentences() {}

    /** The text in quotes, shortened. */
    static String quoted(String text) {
        return "\"" + (text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…") + "\"";
    }
}
