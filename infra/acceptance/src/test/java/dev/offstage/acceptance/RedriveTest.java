package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What failed is counted and runs again, all of it. */
@Order(3)
@ExtendWith(HostLog.class)
class RedriveTest {
    private static final String NO_REDRIVE = "0199e7a0-0000-7000-8000-000000000000";

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

    private static List<String> failed(int count) {
        List<Job> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(Job.flaky(1, "permanent"));
        }
        List<String> ids = jobs.submit(all);
        ids.forEach(id -> jobs.endedAs("failed", id));
        return ids;
    }

    private static Reply redrive(boolean dryRun, Map<String, ?> filters) {
        Map<String, Object> body = new LinkedHashMap<>(filters);
        body.put("dryRun", dryRun);
        return jobs.api().post("/v1/redrives", Node.write(body));
    }

    private static long matching(Map<String, ?> filters) {
        Reply reply = redrive(true, filters);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.json().names()).contains("matching");
        return reply.json().at("matching").number();
    }

    /** The redrive once the tick is through with it. */
    private static Node done(Reply started) throws Exception {
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        assertThat(started.json().names()).contains("id", "total");
        String path = "/v1/redrives/" + started.json().at("id").text();
        assertThat(jobs.api().get(path).json().names()).contains("done", "total", "skipped", "state");
        engine.tick(Duration.ZERO);
        return Poll.until(
                "the redrive is through",
                Jobs.SOON,
                () -> jobs.api().get(path).json(),
                seen -> seen.at("state").text().equals("succeeded"));
    }

    @Test
    void whatFailedIsCountedAndRunsAgain() throws Exception {
        Instant since = Instant.now();
        List<String> ids = failed(12);
        Map<String, Object> filters = Map.of("type", "demo-flaky", "from", since.toString());

        assertThat(matching(filters)).isEqualTo(12);
        assertThat(matching(Map.of("type", "demo-echo", "from", since.toString())))
                .isZero();
        assertThat(matching(Map.of("type", "demo-flaky", "to", since.toString())))
                .isZero();
        ids.forEach(id -> assertThat(jobs.task(id).at("state").text()).isEqualTo("failed"));

        Node redrive = done(redrive(false, filters));

        assertThat(redrive.at("total").text()).isEqualTo("12");
        assertThat(redrive.at("done").text()).isEqualTo("12");
        assertThat(redrive.at("skipped").text()).isEqualTo("0");
        for (String id : ids) {
            Node task = jobs.endedAs("succeeded", id);
            assertThat(task.at("attempt").text()).isEqualTo("2");
        }
        assertThat(matching(filters)).isZero();
    }

    @Test
    void whatIsNoLongerFailedIsSkipped() throws Exception {
        Instant since = Instant.now();
        List<String> ids = failed(4);
        Reply started = redrive(false, Map.of("type", "demo-flaky", "from", since.toString()));
        assertThat(jobs.delete(ids.getFirst()).status()).isEqualTo(204);
        Node redrive = done(started);

        assertThat(redrive.at("total").text()).isEqualTo("4");
        assertThat(redrive.at("done").text()).isEqualTo("3");
        ids.subList(1, 4).forEach(id -> jobs.endedAs("succeeded", id));
        Problems.check(jobs.api().get("/v1/tasks/" + ids.getFirst()), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":5,\"dryRun\":true}",
                "{\"dryRun\":\"yes\"}",
                "{\"from\":\"yesterday\",\"dryRun\":true}",
                "{\"to\":5,\"dryRun\":true}",
                "{\"queue\":\"low\",\"dryRun\":true}",
                "{\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\",\"dryRun\":true}"
            })
    void whatCannotBeIsRefused(String body) {
        Reply reply = jobs.api().post("/v1/redrives", body);
        Problems.check(reply, 422);
        assertThat(reply.json().at("errors").list()).isNotEmpty();
    }

    @Test
    void nobodyKnowsAnotherOne() {
        Problems.check(jobs.api().get("/v1/redrives/" + NO_REDRIVE), 404);
        Problems.check(jobs.api().get("/v1/redrives/x"), 404);
        Problems.check(redrive(true, Map.of("type", "no-such-type")), 404);
    }
}
