package dev.offstage.scheduled;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.offstage.aws.Watch;
import dev.offstage.aws.Wiring;
import dev.offstage.engine.Invocation;
import dev.offstage.jobs.Jobs;
import dev.offstage.json.Json;
import dev.offstage.report.DailyReport;
import dev.offstage.report.DayReport;
import dev.offstage.report.ReportMaker;
import dev.offstage.report.ReportZone;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the report of the day before the one in which its event was due, keeps it and mails it. The event's time decides, so one that
 * comes late or again is about the same day.
 */
public final class ReportFunction implements RequestStreamHandler {
    /** Kept for making, storing and mailing, after the last look at what had not ended. */
    private static final Duration MAKING = Duration.ofSeconds(30);

    private final DailyReport daily;
    private final ReportMail mail;
    private final ReportZone zone;
    private final Watch watch;
    private final Clock clock;

    public ReportFunction() {
        this(Wiring.processEnvironment(), Wiring.systemClock());
    }

    public ReportFunction(Map<String, String> environment, Clock clock) {
        Wiring wiring = new Wiring(environment, clock);
        ReportMaker maker = wiring.reportMaker(Jobs.inReports());
        this.daily = new DailyReport(wiring.recount(), maker, wiring.reports());
        this.mail = new ReportMail(wiring.reports(), wiring.enqueuer(), ReportMailSettings.from(environment));
        this.zone = maker.zone();
        this.watch = wiring.watch();
        this.clock = wiring.clock();
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Instant end =
                clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(MAKING);
        watch.over(context.getAwsRequestId(), invocation -> {
            LocalDate day = zone.day(EventTime.of(in)).minusDays(1);
            Optional<DayReport> report = daily.of(day, () -> clock.instant().isBefore(end));
            report.ifPresent(mail::send);
            note(invocation, day, report);
        });
    }

    private static void note(Invocation invocation, LocalDate day, Optional<DayReport> report) {
        invocation
                .log()
                .note(
                        report.isPresent()
                                ? "The report of a day is kept."
                                : "There is nothing to report: no task of that day was counted.",
                        Json.object()
                                .put("day", day.toString())
                                .put("accepted", report.map(DayReport::accepted).orElse(0L))
                                .put("open", report.map(DayReport::stillOpen).orElse(0L)));
    }
}
