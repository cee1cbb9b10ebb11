package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pause stops the work of a queue or a type, and nothing of it is lost. */
@Order(2)
@ExtendWith(HostLog.class)
class PauseTest {
    /** Within this a pause takes effect. */
    private static final Duration EFFECT = Duration.ofSeconds(2);

    private static final String ECHO = "/v1/types/demo-echo";
    private static final String LOW = "/v1/queues/low";

    private static Stage stage;
    private static Engine engine;
    private static Jobs jobs;

    @BeforeAll
    static void start() throws IOException {
        Target.assumeOwnStores("This lets the tick of a local host run when it wants");
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

    @AfterEach
    void resumeAll() throws Exception {
        for (String what : List.of(ECHO, LOW)) {
            says(false, jobs.api().post(what + "/resume", ""));
        }
        engine.tick(Duration.ZERO);
    }

    private static void pause(String what) {
        says(true, jobs.api().post(what + "/pause", ""));
        Instant effective = Instant.now().plus(EFFECT);
        Poll.until("the pause has its effect", Jobs.SOON, () -> Instant.now().isAfter(effective));
    }

    private static void says(boolean paused, Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.json().names()).isEqualTo(Set.of("name", "paused"));
        assertThat(reply.json().at("paused").value()).isEqualTo(paused);
    }

    private static void resume(String what) throws Exception {
        says(false, jobs.api().post(what + "/resume", ""));
        engine.tick(Duration.ZERO);
    }

    @Test
    void aPauseSaysWhatItPausesAndMayBeRepeated() {
        Reply first = jobs.api().post(LOW + "/pause", "");
        says(true, first);
        assertThat(first.json().at("name").text()).isEqualTo("low");
        says(true, jobs.api().post(LOW + "/pause", ""));
        Reply type = jobs.api().post(ECHO + "/pause", "");
        says(true, type);
        assertThat(type.json().at("name").text()).isEqualTo("demo-echo");
        says(false, jobs.api().post(LOW + "/resume", ""));
        says(false, jobs.api().post(LOW + "/resume", ""));
    }

    @Test
    void tasksOfAPausedTypeWaitAndAreAllThereAfterwards() throws Exception {
        pause(ECHO);
        List<Job> many = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            many.add(Job.echo("paused " + i).with("queue", i % 2 == 0 ? "default" : "high"));
        }
        List<String> ids = jobs.submit(many);
        for (String id : ids) {
            Node blocked = jobs.inState("blocked", id);
            assertThat(blocked.at("blocked").at("reason").text()).contains("paused");
            assertThat(blocked.at("attempt").text()).isEqualTo("0");
            assertThat(blocked.at("startedAt").isNull()).isTrue();
        }
        assertThat(jobs.all("/v1/tasks?state=blocked&from="
                        + Jobs.encoded(
                                Instant.now().minus(Duration.ofMinutes(5)).toString())))
                .hasSizeGreaterThanOrEqualTo(25);
        jobs.endedAs("succeeded", jobs.submit(Job.log(1)));

        resume(ECHO);

        for (String id : ids) {
            Node task = jobs.endedAs("succeeded", id);
            assertThat(task.at("attempt").text()).isEqualTo("1");
            assertThat(task.at("blocked").isNull()).isTrue();
        }
    }

    @Test
    void aPausedQueueStopsNoOther() throws Exception {
        pause(LOW);
        String low = jobs.submit(Job.log(1).with("queue", "low"));
        String high = jobs.submit(Job.log(1).with("queue", "high"));
        String normal = jobs.submit(Job.log(1));

        jobs.endedAs("succeeded", high);
        jobs.endedAs("succeeded", normal);
        jobs.inState("blocked", low);
        assertThat(queue("low").at("paused").isTrue()).isTrue();
        assertThat(queue("high").at("paused").value()).isEqualTo(false);

        resume(LOW);

        jobs.endedAs("succeeded", low);
        assertThat(queue("low").at("paused").value()).isEqualTo(false);
    }

    private static Node queue(String name) {
        return jobs.api().get("/v1/queues").json().at("data").list().stream()
                .filter(queue -> queue.at("name").text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsBlockedMayBeCancelledAndMayExpire() throws Exception {
        pause(ECHO);
        String cancelled = jobs.submit(Job.echo("cancelled"));
        String expires = jobs.submit(Job.echo("expires")
                .with("expiresAt", Instant.now().plusSeconds(8).toString()));
        String deleted = jobs.submit(Job.echo("deleted"));
        jobs.inState("blocked", cancelled);
        jobs.inState("blocked", deleted);

        assertThat(jobs.cancel(cancelled).status()).isEqualTo(200);
        assertThat(jobs.delete(deleted).status()).isEqualTo(204);
        jobs.inState("expired", expires);
        resume(ECHO);
        jobs.endedAs("succeeded", jobs.submit(Job.echo("marker")));

        assertThat(jobs.task(cancelled).at("state").text()).isEqualTo("cancelled");
        assertThat(jobs.task(cancelled).at("attempt").text()).isEqualTo("0");
        Problems.check(jobs.api().get("/v1/tasks/" + deleted), 404);
        Problems.check(jobs.result(expires), 409);
        Problems.check(jobs.cancel(expires), 409);
        assertThat(jobs.task(expires).at("attempt").text()).isEqualTo("0");
    }

    @Test
    void whatExpiredRunsAgainByHand() throws Exception {
        pause(ECHO);
        String id = jobs.submit(
                Job.echo("late").with("expiresAt", Instant.now().plusSeconds(8).toString()));
        jobs.inState("expired", id);
        resume(ECHO);

        Reply reply = jobs.retry(id);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        jobs.endedAs("succeeded", id);
    }

    @Test
    void aRetryWaitsForThePauseToo() throws Exception {
        String id = jobs.submit(Job.flaky(1, "exception").with("backoff", java.util.Map.of("delays", List.of(12))));
        jobs.attempted(1, id);
        pause("/v1/types/demo-flaky");
        Node blocked = jobs.inState("blocked", id);
        assertThat(blocked.at("attempt").text()).isEqualTo("1");

        resume("/v1/types/demo-flaky");

        assertThat(jobs.endedAs("succeeded", id).at("attempt").text()).isEqualTo("2");
    }

    @Test
    void nothingElseCanBePaused() {
        for (String what : List.of("/v1/queues/middle", "/v1/queues/LOW", "/v1/types/no-such-type")) {
            Problems.check(jobs.api().post(what + "/pause", ""), 404);
            Problems.check(jobs.api().post(what + "/resume", ""), 404);
        }
    }
}
