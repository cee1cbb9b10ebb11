package dev.offstage.report;

import dev.offstage.engine.Recount;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Makes the report of a day and keeps it: the first that is made stays. */
public final class DailyReport {
    private final Recount recount;
    private final ReportMaker maker;
    private final Reports reports;

    public DailyReport(Recount recount, ReportMaker maker, Reports reports) {
        this.recount = recount;
        this.maker = maker;
        this.reports = reports;
    }

    /**
     * The report of a day that is over, after a last look at the tasks that had not ended; empty when nothing of that day was counted.
     * May be repeated at will.
     *
     * @param goesOn whether there is time left for looking; what is not looked at counts as open
     * @throws IllegalStateException when the sweep has not read the whole day yet
     */
    public Optional<DayReport> of(LocalDate day, BooleanSupplier goesOn) {
        Optional<DayReport> kept = reports.find(day);
        if (kept.isPresent()) {
            return kept;
        }
        ReportZone zone = maker.zone();
        boolean ignored = recount.look(zone.start(day), zone.end(day), goesOn);
        return maker.whole(day)
                .map(report ->
                        reports.create(report) ? report : reports.find(day).orElse(report));
    }
}
