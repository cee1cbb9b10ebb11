package dev.offstage.cron;

/** What came of one field of an expression, or of one item of its list. */
sealed interface FieldReading {
    /**
     * It can be read.
     *
     * @param list numbers and what else {@code CronFields} has, joined by commas; a star before it when the field begins with one
     */
    record Fits(String list) implements FieldReading {}

    /** It cannot be read; the message is a sentence. */
    record Misfit(String message) implements FieldReading {}
}
