package dev.offstage.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When a schedule fires, as it was written. */
public sealed interface When {
    /**
     * By the fields of a cron expression.
     *
     * @param text as it was written
     * @param fields what it says
     */
    record Cron(String text, CronFields fields) implements When {}

    /**
     * By an expression of AWS, {@code cron(…)}.
     *
     * @param text as it was written, with {@code cron(} and {@code )}
     */
    record AwsCron(String text, CronFields fields) implements When {}

    /**
     * By an expression of AWS, {@code rate(…)}.
     *
     * @param text as it was written
     */
    record AwsRate(String text, Duration interval) implements When {}

    /** Again and again at this distance of whole seconds, counted from the schedule's start, else from 1970. */
    record Every(Duration interval) implements When {}

    /** Once. */
    record At(Instant instant) implements When {}

    /** Whenever one of these does; an instant that several name is one firing. */
    record Any(List<When> parts) implements When {}
}
