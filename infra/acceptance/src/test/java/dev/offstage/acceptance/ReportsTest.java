package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of a day's tasks, and what is cleaned up after it. The day is that of a zone in which it ends soon. */
@Order(4)
@ExtendWith(HostLog.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReportsTest {
    private static Instant midnight;
    private static ZoneId zone;
    private static LocalDate day;
    private static Stage stage;
    private static Engine engine;
    private static Jobs jobs;

    /** {@code Etc/GMT-5} is five hours ahead of UTC, {@code Etc/GMT+5} five hours behind. */
    private static ZoneId zoneOf(Instant midnight) {
        int hour = OffsetDateTime.ofInstant(midnight, ZoneOffset.UTC).getHour();
        return ZoneId.of(hour == 0 ? "Etc/GMT" : hour <= 12 ? "Etc/GMT+" + hour : "Etc/GMT-" + (24 - hour));
    }

    @BeforeAll
    static void start() throws IOException {
        Target.assumeOwnStores("This lets the functions of a local host run as they will run tomorrow");
        // Not so near that the day ends while this runs.
        midnight = Instant.now()
                .plus(Duration.ofMinutes(15))
                .truncatedTo(ChronoUnit.HOURS)
                .plus(1, ChronoUnit.HOURS);
        zone = zoneOf(midnight);
        day = midnight.minusMillis(1).atZone(zone).toLocalDate();
        Map<String, String> parameters = Map.of("ReportZone", zone.getId(), "ReportMailTo", "ops@example.org");
        stage = Stage.demo(parameters.entrySet().stream()
                .flatMap(each -> List.of("--parameter", each.getKey() + "=" + each.getValue()).stream())
                .toList());
        // The host has a sender of its own.
        Map<String, String> all = new HashMap<>(parameters);
        all.put("MailFrom", "offstage@example.org");
        engine = Engine.over(stage.host(), all);
        jobs = new Jobs(stage.api());
    }

    @AfterAll
    static void stop() {
        if (engine != null) {
            engine.close();
        }
        if (stage != null) {
            stage.close();
        }
    }

    private static Node report() {
        Reply reply = jobs.api().get("/v1/reports/" + day);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.json();
    }

    private static String of(Node report, String type, String number) {
        return report.at("types").list().stream()
                .filter(each -> each.at("type").text().equals(type))
                .map(each -> each.at(number).text())
                .findFirst()
                .orElse("0");
    }

    @Test
    @Order(1)
    void todayHasAProvisionalReportFromTheStart() {
        Node report = report();

        assertThat(report.names())
                .isEqualTo(Set.of(
                        "date",
                        "zone",
                        "from",
                        "to",
                        "final",
                        "asOf",
                        "madeAt",
                        "accepted",
                        "states",
                        "types",
                        "hours",
                        "slowest",
                        "mostFailed",
                        "booksParsed",
                        "mailsSent"));
        assertThat(report.at("final").isTrue()).isFalse();
        assertThat(report.at("to").time()).isEqualTo(midnight);
        assertThat(report.at("zone").text()).isEqualTo(zone.getId());
    }

    @Test
    @Order(2)
    void whatWasAcceptedIsInTheReportOnceItIsOfAge() throws Exception {
        List<String> ids = jobs.submit(List.of(
                Job.echo("1"),
                Job.echo("2"),
                Job.flaky(1, "permanent"),
                Job.echo("3").with("delay", "P2D")));
        ids.subList(0, 3).forEach(jobs::ended);

        for (int i = 0; i < 12 && !asOf().isAfter(Instant.now()); i++) {
            engine.tick(Duration.ofMinutes(6));
        }

        Node report = report();
        assertThat(report.at("asOf").time()).isAfter(Instant.now().minusSeconds(60));
        assertThat(of(report, "demo-echo", "succeeded")).as(report.text()).isEqualTo("2");
        assertThat(of(report, "demo-echo", "open")).isEqualTo("1");
        assertThat(of(report, "demo-flaky", "failed")).isEqualTo("1");
        assertThat(report.at("mostFailed").at(0).at("type").text()).isEqualTo("demo-flaky");
        assertThat(report.at("slowest").list())
                .filteredOn(task -> task.at("type").text().startsWith("demo-"))
                .hasSize(3);
        assertThat(report.at("hours").list()).hasSize(24);
    }

    private static Instant asOf() {
        Node asOf = report().at("asOf");
        return asOf.isNull() ? Instant.EPOCH : asOf.time();
    }

    @Test
    @Order(3)
    void aBrowserGetsAPage() {
        Reply reply = jobs.api().with("Accept", "text/html").get("/v1/reports/" + day);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(reply.header("content-security-policy")).startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(reply.body())
                .contains("<h1>Report of " + day + "</h1>", "Provisional", "<svg", "demo-echo")
                .doesNotContain("<script");
    }

    @Test
    @Order(4)
    void inTheMorningTheReportIsMadeAndMailedOnce() throws Exception {
        Duration later = Duration.between(Instant.now(), midnight).plusHours(8);
        for (int i = 0; i < 60 && asOf().isBefore(midnight); i++) {
            engine.tick(later);
        }
        String event = "{\"time\": \"" + midnight.plus(Duration.ofHours(8)) + "\"}";

        engine.invoke("ReportFunction", later, event);
        engine.invoke("ReportFunction", later.plusHours(1), event);

        Node report = report();
        assertThat(report.at("final").isTrue()).as(report.text()).isTrue();
        assertThat(of(report, "demo-echo", "succeeded")).isEqualTo("2");
        assertThat(of(report, "demo-echo", "open")).isEqualTo("1");
        assertThat(of(report, "demo-flaky", "failed")).isEqualTo("1");
        // The tasks of Offstage's own schedules are in it, too.
        String accepted = report.at("accepted").text();
        assertThat(report.at("types").list().stream()
                        .mapToLong(type -> type.at("accepted").number())
                        .sum())
                .isEqualTo(report.at("accepted").number());
        Poll.until("the report is mailed", Jobs.SOON, () -> !mails().isEmpty());
        assertThat(mails()).hasSize(1);
        assertThat(mails().getFirst().at("subject").text())
                .isEqualTo("offstage, " + day + ": " + accepted + " tasks, 1 failed");
        assertThat(mails().getFirst().at("html").text()).contains("demo-flaky");
    }

    private static List<Node> mails() {
        return jobs.api().get("/v1/mails").json().at("data").list().stream()
                .filter(mail -> mail.at("to").text().equals("ops@example.org"))
                .toList();
    }

    /** Last, since it deletes what the others look at. */
    @Test
    @Order(6)
    void atNightWhatExpiredIsDeleted() throws Exception {
        String id = jobs.submit(Job.echo("short"));
        jobs.ended(id);

        engine.invoke("MaintenanceFunction", Duration.ofDays(5), "{\"dryRun\": true}");
        assertThat(jobs.api().get("/v1/tasks/" + id).status()).isEqualTo(200);
        engine.invoke("MaintenanceFunction", Duration.ofDays(5), "{}");

        Problems.check(jobs.api().get("/v1/tasks/" + id), 404);
    }

    @ParameterizedTest
    @Order(5)
    @ValueSource(strings = {"2026-02-30", "today", "2026-1-1", "0", "%20"})
    void whatIsNoDateIsRefused(String date) {
        Problems.check(jobs.api().get("/v1/reports/" + date), 400);
    }

    @Test
    @Order(5)
    void aDayWithoutAReportSaysWhenTheNextOneComes() {
        for (LocalDate other : List.of(day.minusDays(3), day.plusDays(3))) {
            Reply reply = jobs.api().get("/v1/reports/" + other);

            Problems.check(reply, 404);
            assertThat(reply.json().at("detail").text()).contains("in the morning of");
        }
    }
}
