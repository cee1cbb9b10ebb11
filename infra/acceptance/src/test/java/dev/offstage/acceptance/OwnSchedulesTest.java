package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.acceptance.origin.Behaviours;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The schedules that Offstage keeps for itself, and whom they tell. */
@ExtendWith(HostLog.class)
class OwnSchedulesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SECRET = "correct-horse-battery";

    private static Receiver receiver;
    private static Stage stage;

    @BeforeAll
    static void start() {
        Target.assumeLocal();
        receiver = new Receiver();
        stage = Stage.with(Map.of(
                "BOOKS_PACE_SECONDS",
                "0",
                "NOTIFY_MAIL_TO",
                "ops@example.org",
                "NOTIFY_WEBHOOK",
                receiver.address().toString(),
                "NOTIFY_WEBHOOK_SECRET",
                SECRET));
        stage.awaitSchedules();
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
            receiver.close();
        }
    }

    @Test
    void theyAreThereAndAreTheCodes() {
        for (String name : List.of("heartbeat", "queue-sample", "health-check")) {
            Instant asked = Instant.now();
            Node schedule = stage.api().get("/v1/schedules/" + name).json();

            assertThat(schedule.at("origin").text()).as(name).isEqualTo("code");
            assertThat(schedule.at("nextFiring").time()).as(name).isAfter(asked);
        }
    }

    @Test
    void theLastHeartbeatIsShownAndLeavesNoTask() {
        Node beat = Poll.until(
                "a beat is shown", SOON, () -> stage.api().get("/").json().at("lastBeat"), shown -> !shown.isNull());

        assertThat(beat.at("at").time()).isAfter(Instant.now().minusSeconds(60));
        // One that has just succeeded is there to the end of its second.
        Poll.until(
                "no beat is left",
                SOON,
                () -> stage.api()
                        .get("/v1/tasks?type=heartbeat&state=succeeded")
                        .json()
                        .at("data")
                        .list()
                        .isEmpty());
    }

    @Test
    void aSampleHasTheDepthOfEveryQueue() {
        Node sample = run("queue-sample");

        for (String queue : List.of("high", "default", "low")) {
            assertThat(sample.at(queue).names()).isEqualTo(Set.of("visible", "inFlight", "delayed", "deadLetters"));
        }
    }

    @Test
    void aChangeOfHealthIsToldOnceByMailAndWebhook() throws Exception {
        // A check at the full hour would note the change before those that are run here.
        stage.pauseHealthCheck();
        assertThat(run("health-check").at("status").text()).isEqualTo("ok");
        assertThat(stage.origin().visits("/robots.txt")).isNotEmpty();

        stage.origin().robots(Behaviours.status(503));
        assertThat(run("health-check").at("changed").isTrue()).isTrue();
        assertThat(run("health-check").at("changed").isTrue()).isFalse();
        stage.origin().robots(Behaviours.robots("User-agent: *"));
        assertThat(run("health-check").at("status").text()).isEqualTo("ok");

        Map<String, String> told =
                Poll.until("both changes were told", SOON, OwnSchedulesTest::told, events -> events.size() >= 2);
        assertThat(told.values()).containsExactlyInAnyOrder("health-failing", "health-recovered");
        for (Receiver.Post post : receiver.posts()) {
            assertThat(post.signature()).isEqualTo(signature(post));
        }
        Poll.until("both mails are there", SOON, () -> mails().size() == 2);
        assertThat(mails()).allSatisfy(mail -> assertThat(mail.at("to").text()).isEqualTo("ops@example.org"));
    }

    /** The events that were posted, by id: what is not answered in time is posted again. */
    private static Map<String, String> told() {
        return receiver.posts().stream()
                .map(post -> Node.parse(post.body()))
                .collect(Collectors.toMap(
                        post -> post.at("id").text(), post -> post.at("event").text(), (first, again) -> first));
    }

    private static List<Node> mails() {
        return stage.api().get("/v1/mails").json().at("data").list();
    }

    /** The result of a run beside the plan. */
    private static Node run(String name) {
        Reply reply = stage.api().post("/v1/schedules/" + name + "/run", "");
        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        return stage.api()
                .inState("succeeded", reply.json().at("id").text(), SOON)
                .at("result");
    }

    private static String signature(Receiver.Post post) throws Exception {
        String time = post.signature().substring("t=".length(), post.signature().indexOf(','));
        assertThat(Instant.ofEpochSecond(Long.parseLong(time)))
                .isBetween(Instant.now().minusSeconds(120), Instant.now());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] hash = mac.doFinal((time + "." + post.body()).getBytes(StandardCharsets.UTF_8));
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(hash);
    }
}
