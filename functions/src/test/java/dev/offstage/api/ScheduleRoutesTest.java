package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.engine.TaskTypes;
import dev.offstage.engine.Tasks;
import dev.offstage.json.Json;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.scheduler.OverdueFirings;
import dev.offstage.scheduler.ScheduleSpecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules over HTTP, on a clock that stands at noon of 2026-11-21 and a table; nothing runs what they make. */
final class ScheduleRoutesTest {
    private static final String ONE = "/v1/schedules/{name}";
    private static final String ECHO = "{\"type\": \"demo-echo\", \"args\": {\"message\": \"m\"}, \"when\": ";
    private static final String DAILY = ECHO + "{\"cron\": \"0 9 * * *\"}}";

    private final Api api = Api.with("open", "DEMO_TASKS", "true");

    private Api.Call put(String name, String body) {
        return api.call("PUT " + ONE).variable("name", name).json(body);
    }

    private Api.Reply made(String name, String when) {
        Api.Reply reply = put(name, ECHO + when + "}").send();
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply;
    }

    private Api.Reply get(String name) {
        return api.call("GET " + ONE).variable("name", name).send();
    }

    private Api.Call delete(String name) {
        return api.call("DELETE " + ONE).variable("name", name);
    }

    private Api.Call post(String name, String action) {
        return api.call("POST " + ONE + "/" + action).variable("name", name);
    }

    private static List<JrsValue> data(Api.Reply reply, String member) {
        assertThat(reply.status()).as(reply.text()).isIn(200, 202);
        List<JrsValue> data = new ArrayList<>();
        ((JrsArray) reply.body().path(member)).elements().forEachRemaining(data::add);
        return data;
    }

    private static List<String> texts(List<JrsValue> data, String member) {
        return data.stream().map(each -> each.path(member).asText()).toList();
    }

    @Test
    void aScheduleIsMadeAndFound() {
        Api.Reply made = put("daily", DAILY).send();

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("location")).isEqualTo("/v1/schedules/daily");
        assertThat(made.header("etag")).matches("\"[0-9a-f]{24}\"");
        assertThat(made.body().path("nextFiring").asText()).isEqualTo("2026-11-22T09:00:00.000Z");
        assertThat(get("daily").text()).isEqualTo(made.text());
        assertThat(get("daily").header("etag")).isEqualTo(made.header("etag"));
        assertThat(get("weekly").status()).isEqualTo(404);
        assertThat(get("Daily").status()).isEqualTo(404);
        assertThat(get("preview").status()).isEqualTo(404);
    }

    @Test
    void whatWasReadCanBeSentBackChanged() {
        Api.Reply made = made("daily", "{\"cron\": \"0 9 * * *\"}");

        Api.Reply same = put("daily", made.text()).send();
        assertThat(same.status()).as(same.text()).isEqualTo(200);
        assertThat(same.text()).isEqualTo(made.text());
        assertThat(same.header("etag")).isEqualTo(made.header("etag"));
        Api.Reply changed =
                put("daily", made.text().replace("0 9 * * *", "0 10 * * *")).send();
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.body().path("nextFiring").asText()).isEqualTo("2026-11-22T10:00:00.000Z");
        assertThat(changed.header("etag")).isNotEqualTo(made.header("etag"));
    }

    @Test
    void aChangeMayDependOnWhatIsThere() {
        assertThat(put("daily", DAILY).header("if-match", "*").send().status()).isEqualTo(412);
        assertThat(put("daily", DAILY).header("if-match", "\"x\"").send().status())
                .isEqualTo(412);
        assertThat(get("daily").status()).isEqualTo(404);
        String first = put("daily", DAILY).header("if-none-match", "*").send().header("etag");
        assertThat(put("daily", DAILY).header("if-none-match", "*").send().status())
                .isEqualTo(412);
        String changed = DAILY.replace("0 9", "0 10");
        Api.Reply second = put("daily", changed).header("if-match", first).send();
        assertThat(second.status()).isEqualTo(200);

        Api.Reply stale = put("daily", DAILY).header("if-match", first).send();

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.body().path("type").asText()).isEqualTo("/problems/precondition-failed");
        assertThat(stale.body().path("etag").asText()).isEqualTo(second.header("etag"));
        assertThat(get("daily").header("etag")).isEqualTo(second.header("etag"));
        assertThat(put("daily", changed)
                        .header("if-match", "W/" + second.header("etag"))
                        .send()
                        .status())
                .isEqualTo(412);
        assertThat(put("daily", changed)
                        .header("if-match", "\"x\", " + second.header("etag"))
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(put("daily", changed).header("if-match", "*").send().status())
                .isEqualTo(200);
        assertThat(put("daily", changed).header("if-match", "x").send().status())
                .isEqualTo(400);
        assertThat(delete("daily").header("if-match", first).send().status()).isEqualTo(412);
        assertThat(delete("daily")
                        .header("if-match", second.header("etag"))
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(delete("daily").header("if-match", "*").send().status()).isEqualTo(404);
    }

    @Test
    void firingsLeaveTheTagAsItIs() {
        String tag = made("often", "{\"every\": 10}").header("etag");
        api.clock.advance(Duration.ofMinutes(1));

        assertThat(get("often").header("etag")).isEqualTo(tag);
        assertThat(post("often", "pause").send().header("etag")).isNotEqualTo(tag);
        assertThat(post("often", "resume").send().header("etag")).isEqualTo(tag);
    }

    @Test
    void whatIsDeletedIsGone() {
        assertThat(made("daily", "{\"cron\": \"0 9 * * *\"}").status()).isEqualTo(201);

        assertThat(delete("daily").json("{\"force\": true}").send().status()).isEqualTo(422);
        assertThat(delete("daily").send().status()).isEqualTo(204);

        assertThat(get("daily").status()).isEqualTo(404);
        assertThat(delete("daily").send().status()).isEqualTo(404);
        assertThat(put("daily", DAILY).send().status()).isEqualTo(201);
    }

    @Test
    void whatTheCodeDeclaresIsPausedButNeitherReplacedNorDeleted() {
        ScheduleSpec declared = ScheduleSpecs.every(10)
                .type("demo-echo")
                .args("{\"message\":\"m\"}")
                .named("heartbeat");
        api.wiring
                .tick(new TaskTypes(List.of()), List.of(declared), OverdueFirings.NONE)
                .run(Tasks.invocation());

        Api.Reply read = get("heartbeat");
        assertThat(read.body().path("origin").asText()).isEqualTo("code");
        Api.Reply put = put("heartbeat", read.text().replace("\"every\":10", "\"every\":20"))
                .send();
        assertThat(put.status()).isEqualTo(409);
        assertThat(put.detail()).contains("declared in the code", "/v1/schedules/heartbeat/pause", "change the code");
        assertThat(delete("heartbeat").send().status()).isEqualTo(409);
        assertThat(delete("heartbeat")
                        .header("if-match", read.header("etag"))
                        .send()
                        .status())
                .isEqualTo(409);
        assertThat(post("heartbeat", "pause").send().status()).isEqualTo(200);
        assertThat(post("heartbeat", "resume").send().status()).isEqualTo(200);
        assertThat(get("heartbeat").header("etag")).isEqualTo(read.header("etag"));
    }

    @Test
    void allAreListedByName() {
        List.of("c", "a", "b-2", "b", "b-10").forEach(name -> made(name, "{\"cron\": \"0 9 * * *\"}"));

        Api.Reply all = api.call("GET /v1/schedules").send();
        assertThat(texts(data(all, "data"), "name")).containsExactly("a", "b", "b-10", "b-2", "c");
        assertThat(Json.write(all.body().path("nextCursor"))).isEqualTo("null");
        List<String> found = new ArrayList<>();
        Api.Reply page = api.call("GET /v1/schedules").query("limit", "2").send();
        while (found.size() < 10) {
            found.addAll(texts(data(page, "data"), "name"));
            String next = Json.text(page.body(), "nextCursor").orElse(null);
            if (next == null) {
                break;
            }
            page = api.call("GET /v1/schedules")
                    .query("limit", "2")
                    .query("cursor", next)
                    .send();
        }
        assertThat(found).containsExactly("a", "b", "b-10", "b-2", "c");
        for (String cursor : List.of("x", ListCursor.write("", "schedules"), ListCursor.write("A b", "schedules"))) {
            assertThat(api.call("GET /v1/schedules")
                            .query("cursor", cursor)
                            .send()
                            .status())
                    .isEqualTo(400);
        }
        assertThat(api.call("GET /v1/schedules").query("limit", "101").send().status())
                .isEqualTo(400);
        assertThat(api.call("GET /v1/schedules").query("type", "x").send().status())
                .isEqualTo(400);
    }

    @Test
    void aPauseMayBeRepeatedAndEnds() {
        made("daily", "{\"cron\": \"0 9 * * *\"}");

        assertThat(Json.write(post("daily", "pause").send().body().path("paused")))
                .isEqualTo("true");
        Api.Reply again = post("daily", "pause").json("{}").send();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("nextFiring").asText()).isEqualTo("2026-11-22T09:00:00.000Z");
        assertThat(Json.write(
                        put("daily", DAILY.replace("0 9", "0 8")).send().body().path("paused")))
                .isEqualTo("true");
        for (String body : List.of("", "{}", "{\"from\": null}", "{\"from\": \"now\"}", "{\"from\": \"last\"}")) {
            Api.Reply resumed = post("daily", "resume").json(body).send();
            assertThat(resumed.status()).as(body).isEqualTo(200);
            assertThat(Json.write(resumed.body().path("paused"))).isEqualTo("false");
        }
        assertThat(post("daily", "resume").json("{\"from\": \"then\"}").send().status())
                .isEqualTo(422);
        assertThat(post("daily", "resume").json("{\"since\": \"now\"}").send().status())
                .isEqualTo(422);
        assertThat(post("daily", "resume").json("[]").send().status()).isEqualTo(400);
        assertThat(post("daily", "pause").json("{\"for\": 5}").send().status()).isEqualTo(422);
        assertThat(post("none", "pause").send().status()).isEqualTo(404);
        assertThat(post("none", "resume").send().status()).isEqualTo(404);
    }

    @Test
    void aRunIsATaskBesideThePlan() {
        made("daily", "{\"cron\": \"0 9 * * *\"}");
        assertThat(post("daily", "pause").send().status()).isEqualTo(200);

        Api.Reply run = post("daily", "run").send();

        assertThat(run.status()).as(run.text()).isEqualTo(202);
        assertThat(run.header("location"))
                .isEqualTo("/v1/tasks/" + run.body().path("id").asText());
        assertThat(run.header("retry-after")).isNotEmpty();
        assertThat(run.body().path("schedule").asText()).isEqualTo("daily");
        assertThat(run.body().path("state").asText()).isEqualTo("queued");
        assertThat(data(firings("daily").send(), "data")).isEmpty();
        assertThat(post("none", "run").send().status()).isEqualTo(404);
        assertThat(post("daily", "run").json("{\"args\": {}}").send().status()).isEqualTo(422);
    }

    @Test
    void aKeyRunsItOnce() {
        made("daily", "{\"cron\": \"0 9 * * *\"}");

        Api.Reply first = post("daily", "run").header("idempotency-key", "k").send();
        Api.Reply again = post("daily", "run").header("idempotency-key", "k").send();

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(post("daily", "run").send().body().path("id").asText())
                .isNotEqualTo(first.body().path("id").asText());
    }

    private Api.Call firings(String name) {
        return api.call("GET " + ONE + "/firings").variable("name", name);
    }

    @Test
    void theFiringsOfTheNextMinutesWait() {
        made("often", "{\"every\": 60}");

        List<JrsValue> lines = data(firings("often").send(), "data");

        assertThat(texts(lines, "dueAt")).containsExactly("2026-11-21T12:02:00.000Z", "2026-11-21T12:01:00.000Z");
        assertThat(Json.write(lines.getLast()))
                .matches(
                        "\\{\"id\":\"often@2026-11-21T12:01:00Z\",\"dueAt\":\"2026-11-21T12:01:00.000Z\",\"outcome\":\"waiting\","
                                + "\"reason\":null,\"taskId\":\"[0-9a-f-]{36}\",\"firedAt\":null}");
        assertThat(get("often").body().path("nextFiring").asText()).isEqualTo("2026-11-21T12:01:00.000Z");
        assertThat(Json.write(get("often").body().path("lastFiring"))).isEqualTo("null");
        api.clock.advance(Duration.ofSeconds(90));
        assertThat(get("often").body().path("lastFiring").path("dueAt").asText())
                .isEqualTo("2026-11-21T12:01:00.000Z");
        assertThat(get("often").body().path("nextFiring").asText()).isEqualTo("2026-11-21T12:02:00.000Z");
    }

    @Test
    void theNextFiringOfAPausedOneIsToCome() {
        made("often", "{\"every\": 10}");
        assertThat(post("often", "pause").send().status()).isEqualTo(200);

        // No tick has let the firings of the pause pass yet.
        api.clock.advance(Duration.ofSeconds(215));

        assertThat(get("often").body().path("nextFiring").asText()).isEqualTo("2026-11-21T12:03:40.000Z");
    }

    @Test
    void theLastRunIsFollowedByNone() {
        Api.Reply made =
                put("thrice", ECHO + "{\"every\": 10}, \"maxRuns\": 3}").send();

        assertThat(made.body().path("nextFiring").asText()).isEqualTo("2026-11-21T12:00:10.000Z");
        assertThat(data(firings("thrice").send(), "data")).hasSize(3);
        assertThat(previewed("thrice")).isEqualTo(3);
        api.clock.advance(Duration.ofSeconds(25));
        assertThat(get("thrice").body().path("nextFiring").asText()).isEqualTo("2026-11-21T12:00:30.000Z");
        assertThat(previewed("thrice")).isEqualTo(1);
        api.clock.advance(Duration.ofSeconds(5));
        assertThat(Json.write(get("thrice").body().path("nextFiring"))).isEqualTo("null");
        assertThat(previewed("thrice")).isZero();
    }

    private int previewed(String name) {
        return data(api.call("GET " + ONE + "/preview").variable("name", name).send(), "data")
                .size();
    }

    @Test
    void firingsAreReadInPagesAndRanges() {
        made("often", "{\"every\": 10}");
        List<String> all = texts(data(firings("often").send(), "data"), "dueAt");
        assertThat(all).hasSize(12);

        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            Api.Call call = firings("often").query("limit", "5");
            Api.Reply page = (cursor == null ? call : call.query("cursor", cursor)).send();
            found.addAll(texts(data(page, "data"), "dueAt"));
            cursor = Json.text(page.body(), "nextCursor").orElse(null);
        } while (cursor != null);
        assertThat(found).isEqualTo(all);
        for (String forged : List.of("", "yesterday", "+999999-01-01T00:00:00Z")) {
            assertThat(firings("often")
                            .query("cursor", ListCursor.write(forged, "firings often null null"))
                            .send()
                            .status())
                    .isEqualTo(400);
        }
        assertThat(texts(
                        data(
                                firings("often")
                                        .query("from", "2026-11-21T13:00:10+01:00")
                                        .query("to", "2026-11-21T12:00:30Z")
                                        .send(),
                                "data"),
                        "dueAt"))
                .containsExactly("2026-11-21T12:00:20.000Z", "2026-11-21T12:00:10.000Z");
    }

    /** Above all no backfill that was meant to be a dry run. */
    @Test
    void whatIsSaidInTheQueryAndNotReadThereIsRefused() {
        made("daily", "{\"cron\": \"0 9 * * *\"}");
        String range = "{\"from\": \"2026-11-01T00:00:00Z\", \"to\": \"2026-11-03T00:00:00Z\"}";

        List<Api.Call> calls = List.of(
                put("other", DAILY).query("dryRun", "true"),
                post("daily", "resume").query("from", "last"),
                post("daily", "backfill").json(range).query("dryRun", "true"),
                api.call("POST /v1/schedules/preview")
                        .json("{\"schedule\": " + DAILY + "}")
                        .query("count", "5"));

        for (Api.Call call : calls) {
            Api.Reply reply = call.send();
            assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        }
        assertThat(get("other").status()).isEqualTo(404);
        assertThat(data(firings("daily").send(), "data")).isEmpty();
    }

    @Test
    void ofATimeThatIsTooEarlyTheRuleIsSaid() {
        made("daily", "{\"cron\": \"0 9 * * *\"}");

        Api.Reply early = firings("daily").query("from", "1969-12-31T23:59:59Z").send();

        assertThat(early.status()).isEqualTo(400);
        assertThat(early.body().path("detail").asText()).contains("from 1970 on");
    }

    @Test
    void aSavedOneIsPreviewedUnderAnyRule() {
        put("nightly", ECHO + "{\"cron\": \"30 2 * * *\"}, \"zone\": \"Europe/Berlin\"}")
                .send();
        Api.Call call =
                api.call("GET " + ONE + "/preview").variable("name", "nightly").query("from", "2027-03-27T12:00:00Z");

        assertThat(texts(data(call.query("count", "1").send(), "data"), "mark")).containsExactly("moved");
        assertThat(texts(data(call.query("dst", "skip").send(), "data"), "local"))
                .containsExactly("2027-03-29T02:30:00+02:00");
    }

    @Test
    void whatDidNotRunIsMadeGoodOnce() {
        made("hourly", "{\"every\": 3600}");
        String range = "{\"from\": \"2026-11-21T06:00:00Z\", \"to\": \"2026-11-21T09:00:00Z\"";

        Api.Reply dry =
                post("hourly", "backfill").json(range + ", \"dryRun\": true}").send();
        assertThat(dry.status()).as(dry.text()).isEqualTo(200);
        assertThat(texts(data(dry, "firings"), "dueAt"))
                .containsExactlyInAnyOrder(
                        "2026-11-21T06:00:00.000Z", "2026-11-21T07:00:00.000Z", "2026-11-21T08:00:00.000Z");
        assertThat(dry.text()).contains("\"taskId\":null");
        Api.Reply real = post("hourly", "backfill")
                .header("idempotency-key", "k")
                .json(range + "}")
                .send();
        assertThat(real.status()).as(real.text()).isEqualTo(202);
        List<JrsValue> firings = data(real, "firings");
        assertThat(firings).hasSize(3);
        String first = firings.getFirst().path("taskId").asText();
        assertThat(real.header("location")).isEqualTo("/v1/tasks/" + first);
        assertThat(api.call("GET /v1/tasks/{id}")
                        .id(first)
                        .send()
                        .body()
                        .path("schedule")
                        .asText())
                .isEqualTo("hourly");

        Api.Reply again = post("hourly", "backfill")
                .header("idempotency-key", "k")
                .json(range + "}")
                .send();
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text()).isEqualTo(real.text());
        assertThat(again.header("location")).isEqualTo(real.header("location"));
        Api.Reply other = post("hourly", "backfill").json(range + "}").send();
        assertThat(other.status()).isEqualTo(202);
        assertThat(other.text()).as("what waits belongs to the answer").isEqualTo(real.text());
        assertThat(data(
                        post("hourly", "backfill")
                                .json(range + ", \"dryRun\": true}")
                                .send(),
                        "firings"))
                .isEmpty();
        Api.Reply nothing = post("hourly", "backfill")
                .json("{\"from\": \"2026-11-21T06:00:01Z\", \"to\": \"2026-11-21T06:00:02Z\"}")
                .send();
        assertThat(nothing.status()).isEqualTo(202);
        assertThat(nothing.text()).isEqualTo("{\"firings\":[]}");
        assertThat(nothing.header("location")).isEqualTo("/v1/schedules/hourly/firings");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{} | /from /to",
                "{\"from\": \"2026-11-21T06:00:00Z\"} | /to",
                "{\"from\": 5, \"to\": \"x\"} | /from /to",
                "{\"from\": \"2026-11-21T06:00:00Z\", \"to\": \"2026-11-21T06:00:00Z\"} | /from",
                "{\"from\": \"2026-11-21T06:00:00Z\", \"to\": \"2026-11-21T12:00:00.001Z\"} | /to",
                "{\"from\": \"1969-12-31T23:59:59Z\", \"to\": \"2026-11-21T12:00:00Z\"} | /from",
                "{\"from\": \"2026-11-21T06:00:00Z\", \"to\": \"2026-11-21T12:00:00Z\", \"dryRun\": \"yes\"} | /dryRun",
                "{\"from\": \"2026-11-21T06:00:00Z\", \"to\": \"2026-11-21T12:00:00Z\", \"most\": 5} | /most",
                "{\"from\": \"2026-11-21T06:00:00Z\", \"to\": \"2026-11-21T12:00:00Z\"} | /to"
            })
    void someRangesCannotBeFilled(String body, String pointers) {
        made("often", "{\"every\": 1}");

        Api.Reply reply = post("often", "backfill").json(body).send();

        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        List<String> found = new ArrayList<>();
        ((JrsArray) reply.body().path("errors"))
                .elements()
                .forEachRemaining(error -> found.add(error.path("pointer").asText()));
        assertThat(found).isEqualTo(List.of(pointers.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "5", "{", "\"x\""})
    void whatIsNoObjectIsUnreadable(String body) {
        made("daily", "{\"cron\": \"0 9 * * *\"}");

        assertThat(put("daily", body).send().status()).isEqualTo(400);
        assertThat(post("daily", "backfill").json(body).send().status()).isEqualTo(400);
    }

    @Test
    void anythingButJsonIsRefused() {
        assertThat(put("daily", DAILY)
                        .header("content-type", "text/plain")
                        .send()
                        .status())
                .isEqualTo(415);
        assertThat(put("daily", DAILY + " ".repeat(256 << 10)).send().status()).isEqualTo(413);
    }
}
