package dev.offstage.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
     * By an expression of AWS, {@code rate(…)}: the same as {@link Every}. Its days have 24 hours.
     *
     * @param text as it was written
     */
    record AwsRate(String text, Duration interval) implements When {
        public AwsRate {
            checkInterval(interval);
        }
    }

    /** Again and again at this distance of whole seconds, counted from the schedule's start, else from 1970. */
    record Every(Duration interval) implements When {
        public Every {
            checkInterval(interval);
        }
    }

    /** Once. */
    record At(Instant instant) implements When {}

    /** Whenever one of these does; an instant that several name is one firing. */
    record Any(List<When> parts) implements When {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    private static void checkInterval(Duration interval) {
        if (interval.isZero()
                || interval.isNegative()
                || !interval.truncatedTo(ChronoUnit.SECONDS).equals(interval)) {
            throw new IllegalArgumentException(interval + " is no interval of whole seconds, from one up.");
        }
    }
}
