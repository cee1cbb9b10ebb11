package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was accepted is accounted for; and what else is asked about the system as a whole. */
@Order(4)
@ExtendWith(HostLog.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LossCheckTest {
    private static Stage stage;
    private static Engine engine;
    private static Jobs jobs;

    @BeforeAll
    static void start() throws IOException {
        Target.assumeOwnStores("This lets the tick of a local host run as it will run in an hour");
        stage = Stage.demo();
        engine = Engine.over(stage.host());
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

    /** First, since it counts all tasks that there are. */
    @Test
    @Order(1)
    void everyAcceptedTaskIsInTheRowOfItsHour() throws Exception {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        // The host's own first tick, which places two minutes of heartbeats, is not to meet one that is an hour ahead.
        Poll.until("the first tick is over", Jobs.SOON, () -> placedBeats() >= 12 && asOf().isAfter(Instant.EPOCH));
        List<String> ids = jobs.submit(List.of(
                Job.echo("1"),
                Job.echo("2"),
                Job.flaky(1, "permanent"),
                Job.echo("3").with("delay", "P2D"),
                Job.echo("4").with("delay", "P2D")));
        ids.subList(0, 3).forEach(jobs::ended);
        // The host has placed nothing beyond this; a notice of what the tick ahead finds overdue is of a later hour.
        Instant until = Instant.now().plus(Duration.ofMinutes(3));

        Instant closed = hour.plus(Duration.ofMinutes(61));
        for (int i = 0; i < 20 && !asOf().isAfter(closed); i++) {
            engine.tick(Duration.ofMinutes(70));
        }
        engine.tick(Duration.ofMinutes(71));

        Reply reply = jobs.api().get("/v1/health/loss?hours=3");
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.json().names()).isEqualTo(Set.of("asOf", "unaccounted", "hours"));
        assertThat(reply.json().at("unaccounted").text()).isEqualTo("0");
        assertThat(reply.json().at("asOf").isNull()).isFalse();
        List<Node> rows = reply.json().at("hours").list();
        assertThat(rows).as(reply.toString()).allSatisfy(row -> {
            assertThat(row.names()).isEqualTo(Set.of("hour", "accepted", "ended", "waiting", "running", "unaccounted"));
            assertThat(row.at("unaccounted").text()).isEqualTo("0");
            assertThat(row.at("accepted").number())
                    .isEqualTo(row.at("ended").number()
                            + row.at("waiting").number()
                            + row.at("running").number());
        });
        // The hour may turn between the first and the last of them.
        List<Node> ours = rows.stream()
                .filter(row -> isBetween(row.at("hour").time(), hour, until))
                .toList();
        List<Node> firings = firings(hour, until);
        // Of a beat that ran nothing is kept, so it counts only where the sweep came first.
        long beats = firings.stream().filter(LossCheckTest::isBeatThatRan).count();
        assertThat(sum(ours, "accepted"))
                .as(reply.toString())
                .isBetween(5 + firings.size() - beats, 5L + firings.size());
        assertThat(sum(ours, "ended")).as(reply.toString()).isGreaterThanOrEqualTo(3);
        assertThat(sum(ours, "waiting")).as(reply.toString()).isGreaterThanOrEqualTo(2);
    }

    /** None before the first tick of the host has made the schedule. */
    private static int placedBeats() {
        Reply page = jobs.api().get("/v1/schedules/heartbeat/firings");
        return page.status() == 404 ? 0 : page.json().at("data").list().size();
    }

    private static boolean isBetween(Instant time, Instant from, Instant to) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    /** For which Offstage's own schedules have made tasks; what the tick ahead placed is of a later time. */
    private static List<Node> firings(Instant from, Instant to) {
        return Stream.of("heartbeat", "queue-sample", "health-check")
                .flatMap(name -> jobs.all("/v1/schedules/" + name + "/firings?from=" + from + "&to=" + to).stream())
                .filter(firing -> !firing.at("taskId").isNull())
                .toList();
    }

    private static boolean isBeatThatRan(Node firing) {
        return firing.at("id").text().startsWith("heartbeat@")
                && firing.at("outcome").text().equals("ran");
    }

    private static long sum(List<Node> rows, String number) {
        return rows.stream().mapToLong(row -> row.at(number).number()).sum();
    }

    /** A tick goes on by a quarter of an hour at most. */
    private static Instant asOf() {
        Node asOf = jobs.api().get("/v1/health/loss").json().at("asOf");
        return asOf.isNull() ? Instant.EPOCH : asOf.time();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "", "1.5", "99999999999"})
    void hoursThatCannotBeAreRefused(String hours) {
        Problems.check(jobs.api().get("/v1/health/loss?hours=" + hours), 400);
    }

    @Test
    void queuesTellWhatIsInThem() {
        Reply reply = jobs.api().get("/v1/queues");
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        List<Node> queues = reply.json().at("data").list();
        assertThat(queues)
                .extracting(queue -> queue.at("name").text())
                .containsExactlyInAnyOrder("high", "default", "low");
        assertThat(queues).allSatisfy(queue -> {
            assertThat(queue.names())
                    .isEqualTo(Set.of("name", "paused", "visible", "inFlight", "delayed", "deadLetters"));
            assertThat(queue.at("deadLetters").text()).isEqualTo("0");
            for (String count : List.of("visible", "inFlight", "delayed")) {
                assertThat(queue.at(count).number()).isNotNegative();
            }
        });
    }

    @Test
    void aDelayedTaskIsSeenInItsQueue() {
        String id = jobs.submit(Job.echo("delayed").with("delay", 600).with("queue", "low"));
        Poll.until(
                "the queue low has a delayed message",
                Jobs.SOON,
                () -> jobs.api().get("/v1/queues").json().at("data").list().stream()
                        .filter(queue -> queue.at("name").text().equals("low"))
                        .anyMatch(queue -> queue.at("delayed").number() > 0));
        assertThat(jobs.cancel(id).status()).isEqualTo(200);
    }

    @Test
    void typesTellWhatTheyTake() {
        Reply reply = jobs.api().get("/v1/types");
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        List<Node> types = reply.json().at("data").list();
        assertThat(types)
                .extracting(type -> type.at("name").text())
                .contains(
                        "parse-book",
                        "demo-echo",
                        "demo-sleep",
                        "demo-flaky",
                        "demo-snooze",
                        "demo-hang",
                        "demo-log",
                        "demo-big");
        Node echo = types.stream()
                .filter(type -> type.at("name").text().equals("demo-echo"))
                .findFirst()
                .orElseThrow();
        assertThat(echo.text()).contains("message").contains("retries").contains("queue");
    }
}
