package dev.offstage.cron;

import dev.offstage.schedule.When;

/** What came of an expression. */
public sealed interface CronReading {
    /** It says when to fire. */
    record Understood(When when) implements CronReading {}

    /**
     * It cannot be read, or never fires.
     *
     * @param message a sentence that names the field, the text in it, and what would be right
     */
    record Refused(String message) implements CronReading {}
}
