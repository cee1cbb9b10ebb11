package dev.offstage.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/** The time zone whose days the reports are of. */
public record ReportZone(ZoneId id) {
    static final String VARIABLE = "REPORT_ZONE";

    /**
     * The zone that {@code environment} names, or UTC.
     *
     * @throws IllegalArgumentException with a sentence that names the variable and says what would be right
     */
    public static ReportZone from(Map<String, String> environment) {
        String name = environment.getOrDefault(VARIABLE, "").strip();
        try {
            return new ReportZone(ZoneId.of(name.isEmpty() ? "Etc/UTC" : name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    VARIABLE + " is \"" + name
                            + "\"; it must be the name of a time zone, such as Europe/Berlin or Etc/UTC.",
                    e);
        }
    }

    /** The day in which {@code time} lies. */
    public LocalDate day(Instant time) {
        return time.atZone(id).toLocalDate();
    }

    /** The first moment of {@code day}. Where a change of the clocks leaves out midnight, it is later. */
    public Instant start(LocalDate day) {
        return day.atStartOfDay(id).toInstant();
    }

    /** The first moment after {@code day}. */
    public Instant end(LocalDate day) {
        return start(day.plusDays(1));
    }
}
