package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.engine.ClaimResult;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.Tasks;
import dev.offstage.json.Json;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.Pauses;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redrives and the loss check, as they are asked for; what the tick does with them {@code UpkeepTest} says. */
final class RedriveRoutesTest {
    private final Api api = Api.with("open");

    @Test
    void aDryRunCountsAndMakesNothing() {
        failed(3);

        assertThat(post("{\"dryRun\": true}").status()).isEqualTo(200);
        assertThat(Json.write(post("{\"dryRun\": true}").body())).isEqualTo("{\"matching\":3}");
        assertThat(matching("\"type\": \"parse-book\"")).isEqualTo(3);
        assertThat(matching("\"from\": \"2026-11-21T13:00:00+01:00\"")).isEqualTo(3);
        assertThat(matching("\"from\": \"2026-11-21T12:00:01Z\"")).isZero();
        assertThat(matching("\"to\": \"2026-11-21T12:00:00Z\"")).isZero();
        assertThat(matching("\"to\": \"2027-01-01T00:00:00Z\"")).isEqualTo(3);
    }

    @Test
    void aRedriveIsMadeAndFound() {
        failed(2);

        Api.Reply made = post("{\"type\": \"parse-book\"}");

        assertThat(made.status()).isEqualTo(202);
        String id = made.body().path("id").asText();
        assertThat(made.header("location")).isEqualTo("/v1/redrives/" + id);
        assertThat(made.header("retry-after")).isNotEmpty();
        Api.Reply found = api.call("GET /v1/redrives/{id}").id(id).send();
        assertThat(found.status()).isEqualTo(200);
        assertThat(Json.write(found.body()))
                .isEqualTo("{\"id\":\"" + id
                        + "\",\"type\":\"parse-book\",\"from\":null,\"to\":\"2026-11-21T12:00:01.000Z\","
                        + "\"total\":2,\"exact\":true,\"done\":0,\"skipped\":0,\"state\":\"queued\","
                        + "\"createdAt\":\"2026-11-21T12:00:01.000Z\",\"finishedAt\":null}");
    }

    @Test
    void aKeyMakesOneRedrive() {
        failed(2);
        Api.Reply first = keyed("k", "{\"type\": \"parse-book\"}");
        failed(1);

        Api.Reply again = keyed("k", "{ \"type\": \"parse-book\" }");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("location")).isEqualTo(first.header("location"));
        assertThat(again.header("retry-after")).isEqualTo(first.header("retry-after"));
        Api.Reply other = keyed("k", "{}");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().path("type").asText()).isEqualTo("/problems/idempotency-key-reused");
        assertThat(keyed("another", "{\"type\": \"parse-book\"}")
                        .body()
                        .path("id")
                        .asText())
                .isNotEqualTo(first.body().path("id").asText());
    }

    @Test
    void neitherADryRunNorARefusedRedriveTakesAKey() {
        assertThat(keyed("k", "{\"dryRun\": true}").status()).isEqualTo(200);
        assertThat(keyed("k", "{\"type\": \"parse-bok\"}").status()).isEqualTo(404);

        assertThat(keyed("k", "{}").status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": 5}|/type",
                "{\"from\": \"yesterday\"}|/from",
                "{\"to\": 5}|/to",
                "{\"from\": \"2026-11-21T12:00:00Z\", \"to\": \"2026-11-21T12:00:00Z\"}|/to",
                "{\"dryRun\": \"yes\"}|/dryRun",
                "{\"types\": \"parse-book\"}|/types"
            })
    void everythingThatIsWrongIsNamed(String body, String pointer) {
        Api.Reply reply = post(body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().path("errors").path(0).path("pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void aTypeThatIsNotThereIsSaidNotToBe() {
        assertThat(post("{\"type\": \"parse-bok\"}").status()).isEqualTo(404);
        assertThat(post("[]").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0190163d-8694-739b-aea5-966c26f8ad91"})
    void aRedriveThatIsNotThereIsNotFound(String id) {
        assertThat(api.call("GET /v1/redrives/{id}").id(id).send().status()).isEqualTo(404);
    }

    @Test
    void beforeTheFirstSweepTheBooksAreEmpty() {
        JrsValue body =
                api.call("GET /v1/health/loss").query("hours", "2").send().body();

        assertThat(Json.write(body))
                .isEqualTo(
                        "{\"asOf\":null,\"unaccounted\":0,\"hours\":["
                                + "{\"hour\":\"2026-11-21T12:00:00.000Z\",\"accepted\":0,\"ended\":0,\"waiting\":0,\"running\":0,\"unaccounted\":0},"
                                + "{\"hour\":\"2026-11-21T11:00:00.000Z\",\"accepted\":0,\"ended\":0,\"waiting\":0,\"running\":0,\"unaccounted\":0}]}");
        assertThat(api.call("GET /v1/health/loss").send().body().path("hours").size())
                .isEqualTo(24);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "169", "-1", "1.5", "a", "", "1000000000000"})
    void hoursAreAWholeNumberUpToAWeek(String hours) {
        assertThat(api.call("GET /v1/health/loss").query("hours", hours).send().status())
                .isEqualTo(400);
    }

    private long matching(String members) {
        JrsValue body = post("{\"dryRun\": true, " + members + "}").body();
        return Json.number(body, "matching").orElseThrow().longValue();
    }

    private Api.Reply keyed(String key, String body) {
        return api.call("POST /v1/redrives")
                .header("idempotency-key", key)
                .json(body)
                .send();
    }

    private Api.Reply post(String body) {
        return api.call("POST /v1/redrives").json(body).send();
    }

    /** Tasks that failed at noon; then a second passes. */
    private void failed(int tasks) {
        TaskStore store = api.store;
        for (int i = 0; i < tasks; i++) {
            TaskRecord task = Tasks.task(
                    api.clock.instant(), TaskSpec.now("parse-book", TaskPolicy.DEFAULT, "{\"bookId\":\"1\"}"));
            assertThat(store.create(task)).isTrue();
            ClaimResult claim = store.claim(task.id(), "a", api.clock.instant(), Pauses.NONE);
            assertThat(claim).isInstanceOf(ClaimResult.Granted.class);
            TaskRecord claimed = ((ClaimResult.Granted) claim).task();
            TaskRecord end = Lifecycle.settle(claimed, Outcome.fail("x", "No."), api.clock.instant(), new Random(1))
                    .record();
            assertThat(store.replace(claimed, end)).isTrue();
        }
        api.clock.advance(Duration.ofSeconds(1));
    }
}
