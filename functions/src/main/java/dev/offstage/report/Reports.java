package dev.offstage.report;

import java.time.LocalDate;
import java.util.Optional;

/** Where reports are kept, for 400 days. Every implementation passes {@code ReportsContract}. */
public interface Reports {

    /** The report of that day; empty when there is none (any more). */
    Optional<DayReport> find(LocalDate day);

    /** Stores the report unless there is one of its day; says whether it did, also to who asks again. */
    boolean create(DayReport report);

    /** Whether {@link #noteMailed} was called for that day. */
    boolean isMailed(LocalDate day);

    /** Notes that the mail with the report of that day is under way, if there is such a report. */
    void noteMailed(LocalDate day);
}
