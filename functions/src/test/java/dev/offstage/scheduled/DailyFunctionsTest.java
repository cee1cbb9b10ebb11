package dev.offstage.scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.aws.LocalDynamo;
import dev.offstage.aws.LocalSqs;
import dev.offstage.aws.Wiring;
import dev.offstage.engine.Invocation;
import dev.offstage.engine.Tally;
import dev.offstage.engine.TestClock;
import dev.offstage.jobs.Jobs;
import dev.offstage.jobs.mail.Mail;
import dev.offstage.jobs.mail.Mails;
import dev.offstage.json.Json;
import dev.offstage.lambda.TestContext;
import dev.offstage.report.DayReport;
import dev.offstage.scheduler.OverdueFirings;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Retention;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The functions that run once a day, over a real table and real queues. */
final class DailyFunctionsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final String MORNING = "{\"time\": \"2026-11-21T08:00:00Z\"}";

    private static final Mail MAIL = new Mail("a@example.org", "Hi", "Hi", null);

    private final TestClock clock = new TestClock("2026-11-20T22:00:00Z");
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local",
            "AWS_ENDPOINT_URL_DYNAMODB", LocalDynamo.endpoint().toString(),
            "AWS_ENDPOINT_URL_SQS", LocalSqs.endpoint().toString(),
            "TASKS_TABLE", LocalDynamo.newTable(),
            "QUEUE_HIGH_URL", LocalSqs.newQueue(Map.of()),
            "QUEUE_DEFAULT_URL", LocalSqs.newQueue(Map.of()),
            "QUEUE_LOW_URL", LocalSqs.newQueue(Map.of()),
            "STACK", "test"));
    private final Wiring wiring = new Wiring(environment, clock.withZone(ZoneOffset.UTC));

    private void report(String event) {
        run(new ReportFunction(environment, clock.withZone(ZoneOffset.UTC))::handleRequest, event);
    }

    /** A handler of a function. */
    @FunctionalInterface
    private interface Handler {
        void handle(ByteArrayInputStream in, ByteArrayOutputStream out, Context context) throws IOException;
    }

    private static void run(Handler handler, String event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            handler.handle(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                    out,
                    new TestContext(Duration.ofMinutes(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(out.size()).isZero();
    }

    private void tickUntil(String time) {
        Instant end = Instant.parse(time);
        while (clock.instant().isBefore(end)) {
            clock.advance(Duration.ofMinutes(15));
            wiring.tick(Jobs.types(wiring.jobResources()), List.of(), OverdueFirings.NONE)
                    .run(new Invocation((event, facts) -> {}, new Tally()));
        }
    }

    /** The day is counted to its end. */
    private void morning() {
        tickUntil("2026-11-21T00:15:00Z");
        clock.moveTo(Instant.parse("2026-11-21T08:00:00Z"));
    }

    private TaskRecord submitted() {
        return wiring.enqueuer().submit(Mails.sending(MAIL, null, null));
    }

    private @Nullable TaskRecord mailed() {
        TaskId id = TaskId.derived(TaskId.firstAt(Instant.parse("2026-11-21T00:00:00Z")), "report#" + DAY);
        return wiring.store().find(id).orElse(null);
    }

    @Test
    void theReportOfYesterdayIsKeptWithWhatIsKnownAtThatMoment() {
        TaskRecord first = submitted();
        TaskRecord second = submitted();
        tickUntil("2026-11-20T22:30:00Z");
        cancel(first);
        morning();
        cancel(second);

        report(MORNING);

        DayReport report = wiring.reports().find(DAY).orElseThrow();
        assertThat(report.isFinal()).isTrue();
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.ended().total().cancelled()).isEqualTo(2);
        assertThat(report.stillOpen()).isZero();
        assertThat(mailed()).isNull();
    }

    private void cancel(TaskRecord task) {
        TaskRecord there = wiring.store().find(task.id()).orElseThrow();
        assertThat(wiring.store().replace(there, Lifecycle.cancel(there, clock.instant())))
                .isTrue();
    }

    @Test
    void aLateOrRepeatedEventIsAboutTheSameDayAndChangesNothing() {
        TaskRecord task = submitted();
        morning();
        report(MORNING);
        DayReport made = wiring.reports().find(DAY).orElseThrow();
        cancel(task);
        clock.advance(Duration.ofDays(2));

        report(MORNING);

        assertThat(wiring.reports().find(DAY)).contains(made);
        assertThat(wiring.reports().find(DAY.plusDays(2))).isEmpty();
        assertThat(made.stillOpen()).isEqualTo(1);
    }

    @Test
    void itIsMailedOnceHoweverOftenItIsMade() throws Exception {
        environment.put("REPORT_MAIL_TO", "ops@example.org");
        TaskRecord task = submitted();
        cancel(task);
        morning();

        report(MORNING);
        TaskRecord mail = mailed();
        assertThat(mail).isNotNull();
        report(MORNING);
        report("{\"time\": \"2026-11-21T09:30:00Z\"}");

        assertThat(mailed()).isEqualTo(mail);
        assertThat(wiring.store().delete(mail)).isTrue();
        report(MORNING);
        assertThat(mailed()).as("its record was purged, and it was sent").isNull();
        JrsValue args = Json.parse(mail.spec().args());
        assertThat(Json.text(args, "to")).contains("ops@example.org");
        assertThat(Json.text(args, "subject")).contains("test, 2026-11-20: 1 task, 0 failed");
        assertThat(Json.text(args, "html").orElseThrow()).contains("send-email");
        assertThat(Json.text(args, "text").orElseThrow()).contains("send-email");
    }

    @Test
    void aDayThatIsNotCountedYetIsAFaultSoThatTheEventComesAgain() {
        TaskRecord task = submitted();
        cancel(task);
        tickUntil("2026-11-20T23:00:00Z");
        clock.moveTo(Instant.parse("2026-11-21T08:00:00Z"));

        assertThatThrownBy(() -> report(MORNING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The report of 2026-11-20 needs all tasks");
        assertThat(wiring.reports().find(DAY)).isEmpty();
    }

    @Test
    void aDayBeforeTheFirstTaskHasNothingToReport() {
        tickUntil("2026-11-20T22:30:00Z");

        report("{\"time\": \"2026-11-20T08:00:00Z\"}");

        assertThat(wiring.reports().find(DAY.minusDays(1))).isEmpty();
    }

    @Test
    void anEventWithoutATimeIsRefused() {
        assertThatThrownBy(() -> report("{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The event has no time");
    }

    @Test
    void aWrongAddressIsSaidAtTheStart() {
        environment.put("REPORT_MAIL_TO", "nobody");

        assertThatThrownBy(() -> report(MORNING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("REPORT_MAIL_TO")
                .hasMessageContaining("nobody");
    }

    @Test
    void theMaintenanceTakesItsEventAndDeletesWhatExpired() throws IOException {
        Retention brief = Retention.of(Duration.ofHours(1));
        TaskRecord task = wiring.enqueuer()
                .submit(Mails.sending(MAIL, null, null)
                        .draft()
                        .keepFailure(brief)
                        .keepResult(brief)
                        .make());
        cancel(task);
        tickUntil("2026-11-20T22:15:00Z");
        clock.advance(Duration.ofDays(4));
        MaintenanceFunction function = new MaintenanceFunction(environment, clock.withZone(ZoneOffset.UTC));

        run(function::handleRequest, "{\"dryRun\": true}");
        assertThat(wiring.store().find(task.id())).isPresent();
        run(function::handleRequest, Files.readString(Path.of("..", "events", "maintenance-scheduled.json")));
        assertThat(wiring.store().find(task.id())).isEmpty();
        run(function::handleRequest, Files.readString(Path.of("..", "events", "maintenance-scheduled.json")));
    }

    @Test
    void theEventOfTheReportIsTaken() throws IOException {
        report(Files.readString(Path.of("..", "events", "report-scheduled.json"))
                .replaceAll("\"time\": \"[^\"]+\"", "\"time\": \"2026-11-20T08:00:00Z\""));

        assertThat(wiring.reports().find(DAY.minusDays(1))).isEmpty();
    }
}
