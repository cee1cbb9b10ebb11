package dev.offstage.jobs.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.aws.LocalDynamo;
import dev.offstage.engine.Registration;
import dev.offstage.engine.TestClock;
import dev.offstage.jobs.JobResources;
import dev.offstage.jobs.mail.Mails;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Origin;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.scheduler.TaskSchedule;
import dev.offstage.task.TaskFailure;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import dev.offstage.testkit.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Notices in the whole engine, on a clock that the test moves. */
final class NoticesTest {
    private static final Notice NOTICE = new Notice("health-failing", "site is failing", "It answered 503.");

    private static final Instant DUE = Instant.parse("2026-11-21T03:00:00Z");

    private final TestClock clock = new TestClock("2026-11-21T12:00:00Z");
    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    private JobResources resources(Map<String, String> settings) {
        return new JobResources(settings, LocalDynamo.client(), "none", null, clock, new Random(1), "1");
    }

    private TestEngine engine(Map<String, String> settings) {
        JobResources resources = resources(settings);
        List<Registration<?>> types = new ArrayList<>(Notices.types(resources));
        types.add(Mails.sendEmail(resources));
        return new TestEngine(clock, types.toArray(new Registration<?>[0]));
    }

    private Map<String, String> webhook() {
        return Map.of("NOTIFY_WEBHOOK", receiver.url("/").toString(), "NOTIFY_WEBHOOK_SECRET", "correct-horse-battery");
    }

    private static List<String> types(TestEngine engine) {
        return engine.tasks().stream().map(task -> task.spec().type()).toList();
    }

    @Test
    void withNobodyToTellItIsDoneAndSaysSo() {
        TestEngine engine = engine(Map.of());
        TaskId id = engine.enqueue(Notices.telling(NOTICE));

        engine.runAll();

        assertThat(engine.result(id))
                .isEqualTo("{\"mail\":null,\"webhook\":null,"
                        + "\"note\":\"Nobody was told: neither NotifyMailTo nor NotifyWebhook is set.\"}");
        assertThat(types(engine)).containsExactly("notify");
    }

    @Test
    void theWebhookGetsItUnderTheIdOfTheNotice() {
        TestEngine engine = engine(webhook());
        TaskId id = engine.enqueue(Notices.telling(NOTICE));

        engine.runAll();

        assertThat(receiver.requests)
                .extracting(Receiver.Came::body)
                .containsExactly("{\"id\":\"" + id + "\",\"event\":\"health-failing\",\"subject\":\"site is failing\","
                        + "\"text\":\"It answered 503.\",\"at\":\"2026-11-21T12:00:00.000Z\"}");
        assertThat(engine.result(id)).isEqualTo("{\"mail\":null,\"webhook\":\"" + id.child(0) + "\"}");
    }

    /** No sender is set here, so the mail fails; the webhook is told all the same, and once. */
    @Test
    void eachWayIsATaskOfItsOwn() {
        Map<String, String> both = new HashMap<>(webhook());
        both.put("NOTIFY_MAIL_TO", "ops@example.org");
        TestEngine engine = engine(both);
        TaskId id = engine.enqueue(Notices.telling(NOTICE));

        engine.runAll();

        assertThat(types(engine)).containsExactlyInAnyOrder("notify", "send-email", "notify-webhook");
        assertThat(engine.task(id.child(0)).spec().args())
                .isEqualTo(
                        "{\"to\":\"ops@example.org\",\"subject\":\"site is failing\",\"text\":\"It answered 503.\"}");
        assertThat(engine.state(id.child(0))).isEqualTo(TaskState.FAILED);
        assertThat(engine.state(id.child(1))).isEqualTo(TaskState.SUCCEEDED);
        assertThat(receiver.requests).hasSize(1);
        assertThat(engine.tasks()).extracting(TaskRecord::id).hasSize(3);
    }

    @Test
    void aReceiverThatIsAwayForTwoHoursGetsItThen() {
        receiver.answers(503, Map.of());
        TestEngine engine = engine(webhook());
        TaskId id = engine.enqueue(Notices.telling(NOTICE));

        engine.advance(Duration.ofMinutes(30));
        assertThat(engine.state(id)).isEqualTo(TaskState.SUCCEEDED);
        assertThat(engine.state(id.child(0))).isEqualTo(TaskState.SCHEDULED);
        receiver.answers(200, Map.of());
        engine.runAll();

        assertThat(engine.state(id.child(0))).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void aReceiverThatNeverTakesItEndsTheTask() {
        receiver.answers(503, Map.of());
        TestEngine engine = engine(webhook());
        TaskId id = engine.enqueue(Notices.telling(NOTICE));

        engine.runAll();

        TaskFailure failure =
                Objects.requireNonNull(engine.task(id.child(0)).ending()).failure();
        assertThat(failure).isNotNull().extracting(TaskFailure::code).isEqualTo("busy");
        assertThat(receiver.requests).hasSize(13);
    }

    @Test
    void anOverdueFiringIsToldWithItsTask() {
        TaskId task = TaskId.firstAt(DUE);
        Firing firing = new Firing(
                "nightly-invoices", DUE, 1, Firing.Outcome.RAN, task, null, DUE.plusSeconds(1), DUE.plusSeconds(1800));
        ScheduleSpec spec = TaskSchedule.named(
                        "nightly-invoices",
                        PostWebhook.TYPE,
                        new PostWebhook.Post("1", "event", "subject", "text", DUE))
                .cron("0 3 * * *")
                .spec();
        Schedule schedule = new Schedule(spec, Origin.CODE, 1, 1, DUE, DUE, null, DUE, null, 1);
        TestEngine engine = engine(Map.of());

        engine.enqueue(Notices.overdueFirings(resources(Map.of("STACK", "shop")))
                .notice(schedule, firing)
                .orElseThrow());
        engine.runAll();

        assertThat(engine.tasks())
                .singleElement()
                .satisfies(told -> assertThat(told.spec().args())
                        .contains(
                                "\"event\":\"firing-overdue\"",
                                "\"subject\":\"shop: the schedule nightly-invoices is overdue\"",
                                "was due at 2026-11-21T03:00:00Z",
                                "by 2026-11-21T03:30:00Z",
                                "/v1/tasks/" + task,
                                "/v1/schedules/nightly-invoices/firings"));
    }
}
