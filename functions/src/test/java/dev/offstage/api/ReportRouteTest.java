package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.access.Role;
import dev.offstage.count.Counts;
import dev.offstage.count.EndedTask;
import dev.offstage.count.QuarterCount;
import dev.offstage.engine.Tasks;
import dev.offstage.jobs.Jobs;
import dev.offstage.json.Json;
import dev.offstage.report.DayReport;
import dev.offstage.report.ReportMaker;
import dev.offstage.report.ReportPage;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportRouteTest {
    private static final String ROUTE = "GET /v1/reports/{date}";
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final Instant MORNING = Instant.parse("2026-11-21T08:15:00Z");

    private final Api api = Api.with("open");

    private Api.Call asking(String date) {
        return api.call(ROUTE).variable("date", date);
    }

    private void count(Instant quarter, String type) {
        EndedTask task = new EndedTask(Tasks.id(quarter), type, TaskState.FAILED, "broken", 1234L);
        assertThat(api.wiring.dayCounts().close(QuarterCount.empty(quarter).plus(Counts.of(List.of(task)), List.of())))
                .isTrue();
    }

    @Test
    void todayIsProvisionalAndThereBeforeAnythingIsCounted() {
        Api.Reply empty = asking("2026-11-21").send();
        count(MORNING, "parse-book");
        Api.Reply reply = asking("2026-11-21").send();

        assertThat(empty.status()).isEqualTo(200);
        assertThat(Json.write(empty.body().get("final"))).isEqualTo("false");
        assertThat(Json.write(empty.body().get("asOf"))).isEqualTo("null");
        assertThat(Json.write(empty.body().get("accepted"))).isEqualTo("0");
        assertThat(Json.write(reply.body().get("accepted"))).isEqualTo("1");
        assertThat(Json.text(reply.body(), "zone")).contains("Etc/UTC");
        assertThat(reply.header("content-type")).isEqualTo("application/json");
    }

    @Test
    void aReportThatIsKeptIsShownAsItWasMade() {
        LocalDate day = LocalDate.of(2026, 11, 20);
        count(MORNING.minus(Duration.ofDays(1)), "parse-book");
        ReportMaker maker = api.wiring.reportMaker(Jobs.inReports());
        DayReport soFar = maker.soFar(day).orElseThrow();
        DayReport made = new DayReport(
                day,
                soFar.zone(),
                soFar.from(),
                soFar.to(),
                true,
                soFar.to(),
                soFar.madeAt(),
                soFar.ended(),
                soFar.open(),
                soFar.hours(),
                0,
                0);
        assertThat(api.wiring.reports().create(made)).isTrue();
        count(MORNING.minus(Duration.ofHours(23)), "parse-book");

        Api.Reply reply = asking("2026-11-20").send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(Json.write(reply.body().get("final"))).isEqualTo("true");
        assertThat(Json.write(reply.body().get("accepted"))).isEqualTo("1");
        assertThat(Json.write(reply.body().get("mostFailed").get(0)))
                .isEqualTo("{\"type\":\"parse-book\",\"code\":\"broken\",\"failed\":1}");
    }

    @Test
    void aBrowserGetsAPageOnWhichNothingRuns() {
        count(MORNING, "<script>alert(1)</script>");

        Api.Reply reply = asking("2026-11-21").header("accept", BROWSER).send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(reply.header("content-security-policy")).isEqualTo(ReportPage.POLICY);
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(reply.text())
                .contains("<h1>Report of 2026-11-21</h1>", "Provisional.", "&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script");
    }

    @Test
    void aDayWithoutAReportSaysWhenTheNextOneComes() {
        Api.Reply past = asking("2026-11-20").send();
        Api.Reply future = asking("2026-11-22").send();
        Api.Reply page = asking("2026-11-20").header("accept", BROWSER).send();

        assertThat(past.status()).isEqualTo(404);
        assertThat(past.detail())
                .contains("There is no report of 2026-11-20", "in the morning of 2026-11-22", "/v1/reports/2026-11-21");
        assertThat(future.status()).isEqualTo(404);
        assertThat(future.detail()).contains("2026-11-22 has not begun in Etc/UTC", "in the morning of 2026-11-23");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("<h1>No report of 2026-11-20</h1>", "/v1/reports/2026-11-21");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "today",
                "2026-11-31",
                "2026-13-01",
                "2026-1-1",
                "20261121",
                "2026-11-21T00:00:00Z",
                "+2026-11-21",
                "２０２６-11-21",
                "<b>"
            })
    void whatIsNoDateIsRefused(String date) {
        Api.Reply reply = asking(date).send();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail()).contains("is no date", "/v1/reports/2026-11-20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01", "0001-01-01", "1893-04-01", "9999-12-31"})
    void aDayFarAwayHasNone(String date) {
        assertThat(asking(date).send().status()).isEqualTo(404);
        assertThat(asking(date).header("accept", BROWSER).send().status()).isEqualTo(404);
    }

    @Test
    void aParameterThatIsNoneIsRefused() {
        assertThat(asking("2026-11-21").query("date", "2026-11-20").send().status())
                .isEqualTo(400);
    }

    @Test
    void theZoneIsThatOfTheSetting() {
        Api kolkata = Api.with("open", "REPORT_ZONE", "Asia/Kolkata");
        kolkata.clock.advance(Duration.ofHours(7));

        Api.Reply reply = kolkata.call(ROUTE).variable("date", "2026-11-22").send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(Json.text(reply.body(), "from")).contains("2026-11-21T18:30:00.000Z");
        assertThat(Json.text(reply.body(), "zone")).contains("Asia/Kolkata");
    }

    @Test
    void whoReadsMaySeeItAndABrowserIsLedToSignIn() {
        Api guarded = Api.with("token");

        assertThat(guarded.call(ROUTE)
                        .variable("date", "2026-11-21")
                        .bearer(guarded.token(Role.READER))
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(guarded.call(ROUTE)
                        .variable("date", "2026-11-21")
                        .bearer(guarded.token(Role.SUBMITTER))
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(guarded.call(ROUTE).variable("date", "2026-11-21").send().status())
                .isEqualTo(401);
        Api.Reply browser = guarded.call(ROUTE)
                .variable("date", "2026-11-21")
                .header("accept", BROWSER)
                .send();
        assertThat(browser.status()).isEqualTo(303);
        assertThat(browser.header("location")).startsWith("/signin?next=");
    }
}
