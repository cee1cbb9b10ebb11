package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules as a user has them: made, looked at, fired, paused, made good for. */
@Order(5)
@ExtendWith({HostLog.class, SharedStage.class})
class SchedulesTest {
    private static final String CHRISTMAS = "{\"at\":\"2099-12-24T18:00:00+01:00\"}";

    private final Jobs jobs;
    private final Schedules schedules;

    SchedulesTest(Jobs jobs) {
        this.jobs = jobs;
        this.schedules = new Schedules(jobs.api());
    }

    @Test
    void aScheduleIsMadeReadReplacedAndDeleted() {
        String name = Jobs.word();
        Reply made = schedules.put(name, Schedules.echo(CHRISTMAS, ""));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.header("location")).isEqualTo("/v1/schedules/" + name);
        assertThat(made.json().at("nextFiring").text()).isEqualTo("2099-12-24T17:00:00.000Z");
        assertThat(made.json().at("lastFiring").isNull()).isTrue();
        assertThat(made.json().at("origin").text()).isEqualTo("api");

        Reply read = schedules.get(name);
        assertThat(read.body()).isEqualTo(made.body());
        String etag = read.header("etag");
        assertThat(etag).matches("\"[^\"]+\"").isEqualTo(made.header("etag"));
        assertThat(jobs.all("/v1/schedules?limit=100"))
                .extracting(schedule -> schedule.at("name").text())
                .contains(name)
                .isSorted();

        String edited = read.body().replace("\"misfire\":\"run-once\"", "\"misfire\":\"skip\"");
        Reply replaced = schedules.put(name, edited, Map.of("If-Match", etag));
        assertThat(replaced.status()).as(replaced.toString()).isEqualTo(200);
        assertThat(replaced.json().at("misfire").text()).isEqualTo("skip");
        assertThat(replaced.header("etag")).isNotEqualTo(etag);
        Problems.check(schedules.put(name, read.body(), Map.of("If-Match", etag)), 412);
        Problems.check(schedules.put(name, read.body(), Map.of("If-None-Match", "*")), 412);
        Problems.check(schedules.put(name + "-2", Schedules.echo(CHRISTMAS, ""), Map.of("If-Match", "*")), 412);
        assertThat(schedules.get(name).body()).isEqualTo(replaced.body());

        assertThat(schedules.delete(name).status()).isEqualTo(204);
        Problems.check(schedules.get(name), 404);
        Problems.check(schedules.delete(name), 404);
    }

    @Test
    void thePreviewKnowsTheClocksOfThePlace() {
        String name = schedules.made(Schedules.echo("{\"cron\":\"30 2 * * *\"}", ",\"zone\":\"Europe/Berlin\""));

        assertThat(marks(name, "from=2026-03-28T02:00:00Z&count=2"))
                .containsExactly("2026-03-29T03:00:00+02:00 moved", "2026-03-30T02:30:00+02:00 normal");
        assertThat(marks(name, "from=2026-10-24T02:00:00Z&count=2&dst=twice"))
                .containsExactly("2026-10-25T02:30:00+02:00 normal", "2026-10-25T02:30:00+01:00 repeated");
        assertThat(schedules.delete(name).status()).isEqualTo(204);
    }

    private List<String> marks(String name, String query) {
        Reply reply = jobs.api().get("/v1/schedules/" + name + "/preview?" + query);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.json().at("data").list().stream()
                .map(time -> time.at("local").text() + " " + time.at("mark").text())
                .toList();
    }

    @Test
    void everyTwoSecondsItFiresUntilItIsPausedAndAgainWhenItIsResumed() {
        Instant start = Instant.now();
        String name = schedules.made(Schedules.echo("{\"every\":2}", ",\"overlap\":\"allow\",\"tags\":[\"often\"]"));
        List<Node> ran = schedules.firings(name, "ran", start, 3);
        for (Node firing : ran) {
            Instant due = firing.at("dueAt").time();
            assertThat(due.getEpochSecond() % 2).isZero();
            assertThat(due).isEqualTo(due.truncatedTo(ChronoUnit.SECONDS));
            Node task = jobs.endedAs("succeeded", firing.at("taskId").text());
            assertThat(task.at("startedAt").time()).isAfterOrEqualTo(due);
            assertThat(task.at("schedule").text()).isEqualTo(name);
            assertThat(task.at("tags").at(0).text()).isEqualTo("often");
        }
        assertThat(ran).extracting(firing -> firing.at("dueAt").text()).doesNotHaveDuplicates();

        assertThat(schedules.changed(name, "pause", "").at("paused").isTrue()).isTrue();
        assertThat(schedules.changed(name, "pause", "{}").at("paused").isTrue()).isTrue();
        Instant paused = Instant.now();
        Node skipped = schedules.firings(name, "skipped", paused, 1).getFirst();
        assertThat(skipped.at("reason").text()).contains("paused");
        assertThat(skipped.at("firedAt").isNull()).isTrue();
        Reply run = schedules.post(name, "run", "");
        assertThat(run.status()).as(run.toString()).isEqualTo(202);
        assertThat(run.header("location"))
                .isEqualTo("/v1/tasks/" + run.json().at("id").text());
        jobs.endedAs("succeeded", run.json().at("id").text());

        assertThat(schedules
                        .changed(name, "resume", "{\"from\":\"now\"}")
                        .at("paused")
                        .isTrue())
                .isFalse();
        Instant resumed = Instant.now();
        assertThat(schedules.firings(name, "ran", resumed, 1)).isNotEmpty();
        assertThat(schedules.get(name).json().at("lastFiring").at("outcome").text())
                .isNotEmpty();
        assertThat(schedules.delete(name).status()).isEqualTo(204);
        Problems.check(jobs.api().get("/v1/schedules/" + name + "/firings"), 404);
    }

    @Test
    void whatDidNotRunIsMadeGoodOnce() {
        String name = schedules.made(Schedules.echo("{\"every\":3600}", ""));
        Instant to = Instant.now().truncatedTo(ChronoUnit.HOURS);
        Instant from = to.minus(Duration.ofHours(3));
        String range = "{\"from\":\"" + from + "\",\"to\":\"" + to + "\"";

        Reply dry = schedules.post(name, "backfill", range + ",\"dryRun\":true}");
        assertThat(dry.status()).as(dry.toString()).isEqualTo(200);
        assertThat(dry.json().at("firings").list())
                .hasSize(3)
                .allSatisfy(firing -> assertThat(firing.at("taskId").isNull()).isTrue());
        Api keyed = jobs.api().with("Idempotency-Key", Jobs.word());
        Reply made = keyed.post("/v1/schedules/" + name + "/backfill", range + "}");
        assertThat(made.status()).as(made.toString()).isEqualTo(202);
        List<Node> firings = made.json().at("firings").list();
        assertThat(firings).hasSize(3);
        assertThat(made.header("location"))
                .isEqualTo("/v1/tasks/" + firings.getFirst().at("taskId").text());
        firings.forEach(firing -> jobs.endedAs("succeeded", firing.at("taskId").text()));

        List<Node> lines = schedules.firings(name, "caught-up", from.minusSeconds(1), 3);
        assertThat(lines).extracting(line -> line.at("dueAt").time()).allMatch(due -> !due.isBefore(from));
        assertThat(keyed.post("/v1/schedules/" + name + "/backfill", range + "}")
                        .body())
                .isEqualTo(made.body());
        assertThat(schedules
                        .post(name, "backfill", range + "}")
                        .json()
                        .at("firings")
                        .list())
                .isEmpty();
        assertThat(schedules.delete(name).status()).isEqualTo(204);
    }

    @Test
    void aTooLargeBackfillIsRefused() {
        String name =
                schedules.made(Schedules.echo("{\"every\":1}", ",\"startAt\":\"2020-01-01T00:00:00Z\",\"maxRuns\":1"));
        Reply reply = schedules.post(
                name,
                "backfill",
                "{\"from\":\"2020-01-01T00:00:00Z\",\"to\":\"2020-01-02T00:00:00Z\",\"dryRun\":true}");
        Problems.check(reply, 422);
        assertThat(reply.body()).contains("1000");
        assertThat(schedules.delete(name).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"cron\":\"0 0 30 2 *\"} | | /when/cron",
                "{\"cron\":\"* * * *\"} | | /when/cron",
                "{\"cron\":\"99999999999999999999 * * * *\"} | | /when/cron",
                "{\"aws\":\"cron(0 0 * * * *)\"} | | /when/aws",
                "{\"every\":0.5} | | /when/every",
                "{\"at\":\"2020-01-01T00:00:00Z\"} | | /when/at",
                "{\"any\":[{\"any\":[]}]} | | /when/any/0",
                "{\"every\":5,\"at\":\"2099-01-01T00:00:00Z\"} | | /when",
                "{\"every\":5} | ,\"zone\":\"berlin\" | /zone",
                "{\"every\":5} | ,\"endAt\":\"2020-01-01T00:00:00Z\" | /endAt",
                "{\"every\":5} | ,\"jitter\":1e300 | /jitter",
                "{\"every\":5} | ,\"maxRuns\":99999999999999999999 | /maxRuns",
                "{\"every\":5} | ,\"every\":5 | /every",
                "{\"every\":5} | ,\"onFailure\":{\"type\":5} | /onFailure/type"
            })
    void whatIsWrongIsRefusedWithItsPlace(String when, String more, String pointer) {
        Reply reply = schedules.put(Jobs.word(), Schedules.echo(when, more == null ? "" : more));
        Problems.check(reply, 422);
        assertThat(reply.json().at("errors").list())
                .as(reply.toString())
                .extracting(error -> error.at("pointer").text())
                .contains(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?cursor=x",
                "?sort=name",
                "/x/preview?count=0",
                "/x/preview?count=101",
                "/x/preview?dst=no",
                "/x/preview?from=now",
                "/x/firings?from=x",
                "/x/firings?to=2026-01-01T00:00:00Z&from=2026-01-02T00:00:00Z",
                "/x/firings?cursor=x&outcome=ran",
                "/x?deep=1"
            })
    void whatCannotBeAskedIsUnreadable(String query) {
        Problems.check(jobs.api().get("/v1/schedules" + query), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"No", "a_b", "preview", "-a", "%20", "%F0%9F%92%A9", "a.b"})
    void noScheduleIsCalledSo(String name) {
        Problems.check(schedules.put(name, Schedules.echo(CHRISTMAS, "")), 422);
        Problems.check(schedules.get(name), 404);
        Problems.check(schedules.post(name, "run", ""), 404);
    }
}
