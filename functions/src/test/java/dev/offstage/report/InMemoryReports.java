package dev.offstage.report;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The reports in a map. */
public final class InMemoryReports implements Reports {
    private final Map<LocalDate, DayReport> reports = new HashMap<>();
    private final Set<LocalDate> mailed = new HashSet<>();

    @Override
    public Optional<DayReport> find(LocalDate day) {
        return Optional.ofNullable(reports.get(day));
    }

    @Override
    public boolean create(DayReport report) {
        DayReport there = reports.putIfAbsent(report.date(), report);
        return there == null || there.equals(report);
    }

    @Override
    public boolean isMailed(LocalDate day) {
        return mailed.contains(day);
    }

    @Override
    public void noteMailed(LocalDate day) {
        if (reports.containsKey(day)) {
            mailed.add(day);
        }
    }
}
