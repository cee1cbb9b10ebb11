package dev.offstage.api;

import dev.offstage.access.Caller;
import dev.offstage.report.DayReport;
import dev.offstage.report.ReportJson;
import dev.offstage.report.ReportMaker;
import dev.offstage.report.ReportPage;
import dev.offstage.report.Reports;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code GET /v1/reports/{date}}: what became of a day's tasks, as JSON or as a page. A day whose report is not made yet is shown as far
 * as it is counted.
 */
final class ReportRoute {
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final Reports reports;
    private final ReportMaker maker;
    private final InstantSource clock;

    ReportRoute(Reports reports, ReportMaker maker, InstantSource clock) {
        this.reports = reports;
        this.maker = maker;
        this.clock = clock;
    }

    Answer get(Request request, Caller caller) {
        LocalDate day = day(request.pathParameter("date"));
        boolean isPage = request.header("accept").orElse("").contains("text/html");
        Optional<DayReport> report = reports.find(day).or(() -> maker.soFar(day));
        if (report.isPresent()) {
            return isPage ? page(200, ReportPage.of(report.get())) : Answer.of(200, ReportJson.write(report.get()));
        }
        if (isPage) {
            return page(404, ReportPage.missing(day, missing(day)));
        }
        throw Problem.notFound(missing(day));
    }

    private static Answer page(int status, String html) {
        return Answer.page(status, html)
                .with("content-security-policy", ReportPage.POLICY)
                .with("referrer-policy", "same-origin");
    }

    private static LocalDate day(String text) {
        if (DATE.matcher(text).matches()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                // Said below, as for what does not even look like one.
            }
        }
        throw Problem.unreadable(
                "'" + Excerpt.of(text) + "' is no date; write the day of the report as in /v1/reports/2026-11-20.");
    }

    private String missing(LocalDate day) {
        LocalDate today = maker.zone().day(clock.instant());
        String zone = maker.zone().id().getId();
        return day.isAfter(today)
                ? day + " has not begun in " + zone + ". Its report is made in the morning of " + day.plusDays(1)
                        + "; from its first moment on there is a provisional one here."
                : "There is no report of " + day
                        + ": none was made, or it is over 400 days ago. The next one is of " + today
                        + " and is made in the morning of " + today.plusDays(1) + " in " + zone
                        + "; until then there is a provisional one at /v1/reports/" + today + ".";
    }
}
