package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A submitter sees its own tasks and no others. */
@Order(6)
@ExtendWith(HostLog.class)
class OwnTasksTest {
    private static Stage stage;
    private static Jobs first;
    private static Jobs second;
    private static Jobs reader;
    private static Jobs operator;
    private static Jobs admin;

    @BeforeAll
    static void start() {
        Target.assumeLocal();
        stage = Stage.guarded(List.of("--demo"));
        Desk desk = Desk.at(stage);
        first = new Jobs(stage.api().as(desk.token("submitter")));
        second = new Jobs(stage.api().as(desk.token("submitter")));
        reader = new Jobs(stage.api().as(desk.token("reader")));
        operator = new Jobs(stage.api().as(desk.token("operator")));
        admin = new Jobs(desk.admin());
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void everythingOfATaskIsItsSubmittersAndTheReaders() {
        String id = first.submit(Job.log(3).with("tags", List.of("private")));
        first.endedAs("succeeded", id);
        for (String path : List.of("/v1/tasks/" + id, "/v1/tasks/" + id + "/result", "/v1/tasks/" + id + "/logs")) {
            for (Jobs allowed : List.of(first, reader, operator, admin)) {
                assertThat(allowed.api().get(path).status()).as(path).isEqualTo(200);
            }
            Reply refused = second.api().get(path);
            Problems.check(refused, 403);
            assertThat(refused.json().at("detail").text()).contains("reader, operator or admin");
        }
    }

    @Test
    void aBatchIsItsSubmittersToo() {
        String id = first.submit(List.of(Job.echo("a"), Job.echo("b"))).getLast();
        assertThat(first.api().get("/v1/tasks/" + id).status()).isEqualTo(200);
        Problems.check(second.api().get("/v1/tasks/" + id), 403);
    }

    @Test
    void theListHasTheCallersOwnTasksUnlessItReadsAll() {
        String tag = Jobs.word();
        String path = "/v1/tasks?tag=" + tag + "&from="
                + Jobs.encoded(Instant.now().minusSeconds(1).toString());
        String ofFirst = first.submit(Job.echo("1").with("tags", List.of(tag)));
        String ofSecond = second.submit(Job.echo("2").with("tags", List.of(tag)));
        String ofAdmin = admin.submit(Job.echo("3").with("tags", List.of(tag)));

        assertThat(Jobs.ids(first.all(path))).containsExactly(ofFirst);
        assertThat(Jobs.ids(second.all(path))).containsExactly(ofSecond);
        assertThat(Jobs.ids(reader.all(path))).containsExactly(ofAdmin, ofSecond, ofFirst);
        assertThat(Jobs.ids(operator.all(path))).containsExactly(ofAdmin, ofSecond, ofFirst);
    }

    @Test
    void aCursorOfAnotherCallerOpensNothing() {
        String tag = Jobs.word();
        String path = "/v1/tasks?limit=1&tag=" + tag + "&from="
                + Jobs.encoded(Instant.now().minusSeconds(1).toString());
        first.submit(
                List.of(Job.echo("1").with("tags", List.of(tag)), Job.echo("2").with("tags", List.of(tag))));
        String cursor = reader.api().get(path).json().at("nextCursor").text();

        Reply reply = second.api().get(path + "&cursor=" + Jobs.encoded(cursor));
        assertThat(reply.status()).isIn(200, 400);
        assertThat(reply.body()).doesNotContain("demo-echo");
    }

    @Test
    void whoGetsADuplicateMayReadIt() {
        Job job = Job.echo(Jobs.word()).with("delay", 3600).with("unique", Map.of("mode", "simple"));
        String id = first.submit(job);
        assertThat(second.submit(job)).isEqualTo(id);
        assertThat(second.api().get("/v1/tasks/" + id).status()).isEqualTo(200);
    }

    @Test
    void aKeyIsOfItsCaller() {
        String key = Jobs.word();
        Reply mine = first.api()
                .with("Idempotency-Key", key)
                .post("/v1/tasks", Job.echo("mine").text());
        Reply theirs = second.api()
                .with("Idempotency-Key", key)
                .post("/v1/tasks", Job.echo("theirs").text());
        assertThat(mine.status()).isEqualTo(202);
        assertThat(theirs.status()).as(theirs.toString()).isEqualTo(202);
        assertThat(theirs.json().at("id").text())
                .isNotEqualTo(mine.json().at("id").text());
    }

    @Test
    void onlyOperatorsActAndOnlyAdministratorsDelete() {
        String id = first.submit(Job.echo("mine").with("delay", 3600));
        Problems.check(first.cancel(id), 403);
        Problems.check(reader.cancel(id), 403);
        Problems.check(first.delete(id), 403);
        Problems.check(operator.delete(id), 403);

        assertThat(operator.cancel(id).status()).isEqualTo(200);
        Problems.check(first.retry(id), 403);
        assertThat(operator.retry(id).status()).isEqualTo(202);
        first.endedAs("succeeded", id);
        assertThat(admin.delete(id).status()).isEqualTo(204);
    }
}
