package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.NewToken;
import dev.offstage.access.Role;
import dev.offstage.json.Json;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks in, over HTTP. */
final class SubmitRoutesTest {
    private static final String ONE = "POST /v1/tasks";
    private static final String MANY = "POST /v1/tasks/batch";
    private static final Api API = Api.with("open", "DEMO_TASKS", "true");

    private final String unlikeOthers = UUID.randomUUID().toString();

    private static Api.Reply post(String json) {
        return API.call(ONE).json(json).send();
    }

    private static Api.Reply echo(String options) {
        return post("{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"}" + options + "}");
    }

    private static Api.Reply keyed(String route, String key, String json) {
        return API.call(route).header("Idempotency-Key", key).json(json).send();
    }

    private static String id(Api.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        return reply.body().path("id").asText();
    }

    private static String member(Api.Reply reply, String name) {
        return Json.write(reply.body().path(name));
    }

    @Test
    void aTaskIsAcceptedAsGetShowsIt() {
        Api.Reply reply = echo("");

        assertThat(reply.header("location")).isEqualTo("/v1/tasks/" + id(reply));
        assertThat(reply.header("retry-after")).isEqualTo("2");
        assertThat(member(reply, "state")).isEqualTo("\"queued\"");
        assertThat(member(reply, "args")).isEqualTo("{\"message\":\"hi\"}");
        assertThat(member(reply, "deduplicated")).isEqualTo("false");
        Api.Reply read = API.call("GET /v1/tasks/{id}").id(id(reply)).send();
        assertThat(read.text()).isEqualTo(reply.text());
    }

    @Test
    void everyOptionIsTaken() {
        Api.Reply reply = echo(
                ",\"queue\":\"high\",\"delay\":\"PT1M30S\",\"expiresAt\":\"2026-11-21T13:30:00+01:00\",\"retries\":7,"
                        + "\"backoff\":{\"base\":2,\"factor\":3,\"max\":\"PT1H\",\"jitter\":\"none\"},\"timeLimit\":100,"
                        + "\"keepResult\":0,\"keepFailure\":-1,\"tags\":[\"a\",\"b.c\",\"a\"],"
                        + "\"onFailure\":{\"type\":\"demo-echo\",\"args\":{\"message\":\"$taskId\"}}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(member(reply, "queue")).isEqualTo("\"high\"");
        assertThat(member(reply, "state")).isEqualTo("\"scheduled\"");
        assertThat(member(reply, "notBefore")).isEqualTo("\"2026-11-21T12:01:30.000Z\"");
        assertThat(member(reply, "expiresAt")).isEqualTo("\"2026-11-21T12:30:00.000Z\"");
        assertThat(member(reply, "retries")).isEqualTo("7");
        assertThat(member(reply, "tags")).isEqualTo("[\"a\",\"b.c\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"colour\":1|/colour|unknown-field",
                "\"queue\":\"urgent\"|/queue|invalid",
                "\"delay\":-1|/delay|invalid",
                "\"delay\":1e300|/delay|invalid",
                "\"delay\":\"P11000Y\"|/delay|invalid",
                "\"delay\":\"P1M\"|/delay|invalid",
                "\"delay\":1,\"notBefore\":\"2026-11-22T12:00:00Z\"|/delay|conflict",
                "\"notBefore\":\"2026-12-31T23:59:60Z\"|/notBefore|invalid",
                "\"notBefore\":\"2026-12-31T23:59:59+24:00\"|/notBefore|invalid",
                "\"notBefore\":\"2026-11-22T12:00:00\"|/notBefore|invalid",
                "\"notBefore\":\"9999-11-22T12:00:00Z\"|/notBefore|invalid",
                "\"expiresAt\":\"2026-11-21T12:00:00Z\"|/expiresAt|invalid",
                "\"delay\":60,\"expiresAt\":\"2026-11-21T12:00:59Z\"|/expiresAt|invalid",
                "\"retries\":1001|/retries|invalid",
                "\"delay \":5|'/delay '|unknown-field",
                "\"retries\":1.5|/retries|invalid",
                "\"retries\":\"3\"|/retries|invalid",
                "\"retries\":1,\"retryFor\":5|/retryFor|conflict",
                "\"backoff\":\"fibonacci\"|/backoff|invalid",
                "\"backoff\":7|/backoff|invalid",
                "\"backoff\":{\"factor\":0.5}|/backoff/factor|invalid",
                "\"backoff\":{\"base\":-1}|/backoff/base|invalid",
                "\"backoff\":{\"jitter\":\"some\"}|/backoff/jitter|invalid",
                "\"backoff\":{\"delays\":[]}|/backoff/delays|too-few",
                "\"backoff\":{\"delays\":[1,\"x\"]}|/backoff/delays/1|invalid",
                "\"backoff\":{\"delays\":[1],\"base\":1}|/backoff/delays|conflict",
                "\"backoff\":{\"steps\":1}|/backoff/steps|unknown-field",
                "\"timeLimit\":101|/timeLimit|invalid",
                "\"timeLimit\":0|/timeLimit|invalid",
                "\"keepResult\":-2|/keepResult|invalid",
                "\"tags\":\"a\"|/tags|invalid",
                "\"tags\":[\"a\",\"b c\"]|/tags/1|invalid",
                "\"tags\":[1,2,3,4,5,6,7,8,9,10,11]|/tags|invalid",
                "\"onFailure\":{\"type\":\"nothing\"}|/onFailure/type|unknown-type",
                "\"onFailure\":{\"type\":\"demo-echo\"}|/onFailure/args/message|required",
                "\"onFailure\":{\"args\":{}}|/onFailure/type|required",
                "\"unique\":{\"fields\":[\"message\"]}|/unique/fields/0|invalid",
                "\"unique\":{\"fields\":[\"/mesage\"]}|/unique/fields/0|invalid",
                "\"unique\":{\"fields\":[\"/message\",\"/message/0\"]}|/unique/fields/1|invalid",
                "\"unique\":{\"mode\":\"often\"}|/unique/mode|invalid",
                "\"unique\":{\"window\":0}|/unique/window|invalid",
                "\"unique\":{\"onDuplicate\":\"drop\"}|/unique/onDuplicate|invalid",
                "\"unique\":{\"mode\":\"debounce\"},\"delay\":5|/delay|conflict"
            })
    void whatIsWrongIsNamed(String option, String pointer, String code) {
        Api.Reply reply = echo("," + option);

        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        JrsValue error = reply.body().path("errors").path(0);
        assertThat(error.path("pointer").asText()).as(reply.text()).isEqualTo(pointer);
        assertThat(error.path("code").asText()).isEqualTo(code);
    }

    @Test
    void tooManyWaitsAreNotSaidToBeNone() {
        Api.Reply reply = echo(",\"backoff\":{\"delays\":[" + "1,".repeat(100) + "1]}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().path("errors").size()).as(reply.text()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"backoff\":\"celery\"",
                "\"backoff\":\"hangfire\",\"retryFor\":\"PT1H\"",
                "\"backoff\":{\"delays\":[0,\"PT1S\",31536000]}",
                "\"notBefore\":\"1999-01-01T00:00:00Z\"",
                "\"delay\":315360000",
                "\"delay\":\"P1W\"",
                "\"delay\":\"P1WT1H\"",
                "\"notBefore\":\"2026-11-22T12:00:00+23:59\"",
                "\"delay\":null,\"tags\":null,\"unique\":null,\"queue\":null",
                "\"retries\":1e3",
                "\"unique\":{}"
            })
    void whatIsRightIsTaken(String option) {
        assertThat(echo("," + option).status()).isEqualTo(202);
    }

    @Test
    void weeksAndWideOffsetsAreWhatTheySay() {
        assertThat(member(echo(",\"delay\":\"P1W\""), "notBefore")).isEqualTo("\"2026-11-28T12:00:00.000Z\"");
        assertThat(member(
                        echo(
                                ",\"notBefore\":\"2026-11-22T23:59:00+23:59\",\"expiresAt\":\"2026-11-22T00:01:00-23:59\""),
                        "notBefore"))
                .isEqualTo("\"2026-11-22T00:00:00.000Z\"");
    }

    @Test
    void whatHasNoFixedLengthIsRefusedWithTheReason() {
        assertThat(echo(",\"delay\":\"P1M\"").text()).contains("Years and months are not taken");
        assertThat(echo(",\"backoff\":{\"delays\":[\"P1Y\"]}").text()).contains("Years and months are not taken");
        assertThat(echo(",\"notBefore\":\"2026-12-31T23:59:60Z\"").text()).contains("A leap second");
    }

    @Test
    void argumentsAreCheckedAtTheDoor() {
        Api.Reply reply = post("{\"type\":\"demo-echo\",\"args\":{\"text\":1}}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text()).contains("\"/args/message\"", "\"/args/text\"");
        assertThat(post("{\"type\":\"demo-echo\",\"args\":[]}")
                        .body()
                        .path("errors")
                        .path(0)
                        .path("pointer")
                        .asText())
                .isEqualTo("/args");
    }

    @Test
    void anUnknownTypeIsNotFound() {
        assertThat(post("{\"type\":\"nothing\",\"args\":{}}").status()).isEqualTo(404);
        assertThat(post("{\"args\":{}}").status()).isEqualTo(422);
        assertThat(post("[]").status()).isEqualTo(400);
        assertThat(post("{").status()).isEqualTo(400);
    }

    @Test
    void whatIsTooLargeForTheTableIsSaidSo() {
        String args = "{\"message\":\"" + "x".repeat(210_000) + "\"}";

        assertThat(post("{\"type\":\"demo-echo\",\"args\":" + args + "}").status())
                .isIn(413, 422);
        assertThat(post("{\"type\":\"demo-echo\",\"args\":{\"message\":\"" + "x".repeat(270_000) + "\"}}")
                        .status())
                .isEqualTo(413);
    }

    private String unique(String more) {
        return ",\"unique\":{\"fields\":[\"/message\"]" + more + "}";
    }

    private Api.Reply uniqueEcho(String more) {
        return post("{\"type\":\"demo-echo\",\"args\":{\"message\":\"" + unlikeOthers + "\"}" + unique(more) + "}");
    }

    @Test
    void aDuplicateIsAnsweredWithTheFirst() {
        String first = id(uniqueEcho(""));
        Api.Reply second = uniqueEcho("");

        assertThat(id(second)).isEqualTo(first);
        assertThat(member(second, "deduplicated")).isEqualTo("true");
        assertThat(second.header("location")).endsWith(first);

        Api.Reply rejected = uniqueEcho(",\"onDuplicate\":\"reject\"");
        assertThat(rejected.status()).isEqualTo(409);
        assertThat(rejected.body().path("taskId").asText()).isEqualTo(first);
    }

    @Test
    void aDebouncedTaskShowsItsNewTime() {
        Api.Reply first = uniqueEcho(",\"mode\":\"debounce\",\"window\":60,\"maxDelay\":600");
        assertThat(member(first, "notBefore")).isEqualTo("\"2026-11-21T12:01:00.000Z\"");
    }

    @Test
    void aKeyAnswersTheSameAgain() {
        String body = "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"}}";
        String first = id(keyed(ONE, unlikeOthers, body));

        Api.Reply again = keyed(ONE, unlikeOthers, "{ \"args\": {\"message\": \"hi\"}, \"type\": \"demo-echo\" }");
        assertThat(id(again)).isEqualTo(first);
        assertThat(again.header("location")).isEqualTo("/v1/tasks/" + first);
        assertThat(member(again, "deduplicated")).isEqualTo("false");
        Api.Reply other = keyed(ONE, unlikeOthers, body.replace("hi", "ho"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().path("type").asText()).isEqualTo("/problems/idempotency-key-reused");
        assertThat(keyed(MANY, unlikeOthers, "{\"tasks\":[" + body + "]}").status())
                .as("another route")
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "ä", "'a\tb'"})
    void aKeyIsPrintable(String key) {
        assertThat(keyed(ONE, key, "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aKeyIsNotTooLong() {
        String body = "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"}}";

        assertThat(keyed(ONE, "k".repeat(256), body).status()).isEqualTo(400);
        assertThat(keyed(ONE, "k".repeat(255), body).status()).isEqualTo(202);
    }

    @Test
    void anInvalidRequestTakesNoKey() {
        assertThat(keyed(ONE, unlikeOthers, "{\"type\":\"demo-echo\",\"args\":{}}")
                        .status())
                .isEqualTo(422);

        assertThat(keyed(ONE, unlikeOthers, "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"}}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void whatWasAcceptedInTimeIsAnsweredAfterItsTimeToo() {
        Api api = Api.with("open", "DEMO_TASKS", "true");
        String body = "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"},\"expiresAt\":\"2026-11-21T12:10:00Z\"}";
        String first =
                id(api.call(ONE).header("idempotency-key", "k").json(body).send());

        api.clock.advance(Duration.ofHours(1));
        Api.Reply again =
                api.call(ONE).header("idempotency-key", "k").json(body).send();

        assertThat(id(again)).isEqualTo(first);
        assertThat(member(again, "state")).isEqualTo("\"expired\"");
    }

    @Test
    void keysOfCallersAreTheirOwn() {
        Api api = Api.with("token", "DEMO_TASKS", "true");
        NewToken one = api.token(Role.SUBMITTER);
        NewToken other = api.token(Role.SUBMITTER);
        String body = "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"}}";
        Api.Reply first = api.call(ONE)
                .bearer(one)
                .header("idempotency-key", "k")
                .json(body)
                .send();
        Api.Reply second = api.call(ONE)
                .bearer(other)
                .header("idempotency-key", "k")
                .json(body)
                .send();

        assertThat(id(second)).isNotEqualTo(id(first));
    }

    @Test
    void aDuplicateOfAnothersTaskMayBeRead() {
        Api api = Api.with("token", "DEMO_TASKS", "true");
        NewToken one = api.token(Role.SUBMITTER);
        NewToken other = api.token(Role.SUBMITTER);
        String body = "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"},\"unique\":{}}";
        String first = id(api.call(ONE).bearer(one).json(body).send());

        assertThat(id(api.call(ONE).bearer(other).json(body).send())).isEqualTo(first);
        assertThat(api.call("GET /v1/tasks/{id}").bearer(other).id(first).send().status())
                .isEqualTo(200);
    }

    @Test
    void aBatchIsAcceptedAndRejectedByIndex() {
        Api.Reply reply = API.call(MANY)
                .json("{\"tasks\":[{\"type\":\"demo-echo\",\"args\":{\"message\":\"a\"}},"
                        + "{\"type\":\"nothing\"},7,{\"type\":\"demo-echo\",\"args\":{}},"
                        + "{\"type\":\"demo-echo\",\"args\":{\"message\":\"b\"},\"delay\":60}]}")
                .send();

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        JrsValue accepted = reply.body().path("accepted");
        assertThat(accepted.size()).isEqualTo(2);
        assertThat(Json.write(accepted.path(1)))
                .startsWith("{\"index\":4,\"id\":\"")
                .endsWith(",\"state\":\"scheduled\"}");
        assertThat(reply.header("location"))
                .isEqualTo("/v1/tasks/" + accepted.path(0).path("id").asText());
        JrsValue rejected = reply.body().path("rejected");
        assertThat(Json.write(rejected.path(0).path("problem").path("status"))).isEqualTo("404");
        assertThat(rejected.path(1)
                        .path("problem")
                        .path("errors")
                        .path(0)
                        .path("pointer")
                        .asText())
                .isEqualTo("/tasks/2");
        assertThat(rejected.path(2)
                        .path("problem")
                        .path("errors")
                        .path(0)
                        .path("pointer")
                        .asText())
                .isEqualTo("/tasks/3/args/message");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tasks\":[{\"type\":\"nothing\"},{}]}|422",
                "{\"tasks\":[]}|422",
                "{\"tasks\":{}}|422",
                "{}|422",
                "[]|400"
            })
    void aBatchWithNothingValidIsRefused(String body, int status) {
        assertThat(API.call(MANY).json(body).send().status()).isEqualTo(status);
    }

    @Test
    void aThousandAreAcceptedAndOneMoreIsTooMany() {
        String task = "{\"type\":\"demo-echo\",\"args\":{\"message\":\"m\"}}";
        String thousand = IntStream.range(0, 1000).mapToObj(i -> task).collect(Collectors.joining(","));

        Api.Reply reply = API.call(MANY).json("{\"tasks\":[" + thousand + "]}").send();
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body().path("accepted").size()).isEqualTo(1000);
        assertThat(API.call(MANY)
                        .json("{\"tasks\":[" + thousand + "," + task + "]}")
                        .send()
                        .status())
                .isEqualTo(413);
    }

    @Test
    void aBatchIsRepeatedWithItsKey() {
        String body = "{\"tasks\":[{\"type\":\"demo-echo\",\"args\":{\"message\":\"a\"}},{\"type\":\"nothing\"},"
                + "{\"type\":\"demo-echo\",\"args\":{\"message\":\"" + unlikeOthers + "\"}" + unique("") + "}]}";
        Api.Reply first = keyed(MANY, unlikeOthers, body);
        Api.Reply again = keyed(MANY, unlikeOthers, body);

        assertThat(first.status()).as(first.text()).isEqualTo(202);
        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void aBatchOfWhichAllWasDeletedIsRepeatedWithItsFirstStatus() {
        Api api = Api.with("open", "DEMO_TASKS", "true");
        String task = "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"}}";
        Api.Call batch = api.call(MANY).header("idempotency-key", "k").json("{\"tasks\":[" + task + "," + task + "]}");
        Api.Reply first = batch.send();
        delete(api, first.body().path("accepted").path(0).path("id").asText());
        delete(api, first.body().path("accepted").path(1).path("id").asText());

        Api.Reply again = batch.send();

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("location")).isEqualTo(first.header("location"));
        assertThat(Json.write(again.body().path("accepted"))).isEqualTo("[]");
        assertThat(again.body().path("rejected").size()).isEqualTo(2);
        assertThat(again.body()
                        .path("rejected")
                        .path(1)
                        .path("problem")
                        .path("status")
                        .asText())
                .isEqualTo("410");
    }

    @Test
    void absentAndNullAreTheSameRequestUnderAKey() {
        String plain = "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"}}";
        String first = id(keyed(ONE, unlikeOthers, plain));

        assertThat(id(keyed(ONE, unlikeOthers, plain.replace("}}", "},\"delay\":null,\"tags\":null}"))))
                .isEqualTo(first);
        assertThat(keyed(ONE, unlikeOthers, plain.replace("}}", "},\"delay\":0}"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aKeyThatCameTwiceOverIsThatKey() {
        String first = id(keyed(ONE, unlikeOthers, "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"}}"));

        assertThat(id(keyed(
                        ONE,
                        unlikeOthers + ", " + unlikeOthers,
                        "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"}}")))
                .isEqualTo(first);
        assertThat(id(keyed(ONE, unlikeOthers + ",x", "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"}}")))
                .as("a comma is a character of a key")
                .isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"'', is empty", "',', is empty", "ä, another character", "LONG, has 256"})
    void whatIsNoKeyIsRefusedWithTheReason(String key, String reason) {
        String text = key.equals("LONG") ? "k".repeat(256) : key;
        Api.Reply reply = keyed(ONE, text, "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"}}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail()).contains("1 to 255 printable ASCII", reason);
    }

    @Test
    void whatWasDeletedIsNotMadeAgain() {
        Api api = Api.with("open", "DEMO_TASKS", "true");
        String task = "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"}}";
        String many = "{\"tasks\":[" + task + "," + task + "]}";
        Api.Call one = api.call(ONE).header("idempotency-key", "k").json(task);
        Api.Call batch = api.call(MANY).header("idempotency-key", "k").json(many);
        String alone = id(one.send());
        JrsValue accepted = batch.send().body().path("accepted");
        delete(api, alone);
        delete(api, accepted.path(0).path("id").asText());

        assertThat(one.send().status()).as("at once").isEqualTo(410);
        assertThat(api.call("GET /v1/tasks/{id}").id(alone).send().status()).isEqualTo(404);
        api.clock.advance(Duration.ofHours(1));
        assertThat(one.send().detail()).contains(alone, "was deleted");
        JrsValue again = batch.send().body();
        assertThat(Json.write(again.path("accepted").path(0))).isEqualTo(Json.write(accepted.path(1)));
        assertThat(again.path("rejected").path(0).path("problem").path("status").asText())
                .isEqualTo("410");
        assertThat(api.store.find(TaskId.parse(alone).orElseThrow()))
                .as("its id alone is left")
                .hasValueSatisfying(
                        left -> assertThat(left.isPurged(api.clock.instant())).isTrue());
        api.clock.advance(Duration.ofHours(24));
        assertThat(id(one.send())).as("the key is over").isNotEqualTo(alone);
    }

    @Test
    void aUniqueTaskThatWasDeletedMakesRoomForAnother() {
        Api api = Api.with("open", "DEMO_TASKS", "true");
        Api.Call call = api.call(ONE)
                .json(
                        "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"},\"delay\":60,\"unique\":{\"onDuplicate\":\"reject\"}}");
        String first = id(call.send());
        delete(api, first);

        Api.Reply again = call.send();

        assertThat(again.status()).isEqualTo(202);
        assertThat(id(again)).isNotEqualTo(first);
        assertThat(Json.write(again.body().path("deduplicated"))).isEqualTo("false");
    }

    @Test
    void aBookWhoseTaskWasDeletedIsNotCalledFresh() {
        Api api = Api.with("open");
        Api.Call links = api.call("POST /parseGoodreadsLinks")
                .header("idempotency-key", "k")
                .json("[\"" + Api.LINK + "\"]");
        String task = links.send().body().path("tasks").path(0).path("id").asText();
        delete(api, task);

        JrsValue again = links.send().body().path("tasks").path(0);

        assertThat(again.path("id").asText()).isEqualTo(task);
        assertThat(again.path("state").asText()).isEqualTo("cancelled");
        assertThat(Json.write(again.path("fresh"))).isEqualTo("false");
    }

    private static void delete(Api api, String task) {
        assertThat(api.call("DELETE /v1/tasks/{id}").id(task).send().status()).isEqualTo(204);
    }

    @Test
    void linksAreRepeatedWithTheirKey() {
        String links = "[\"https://www.goodreads.com/book/show/"
                + (Math.floorMod(unlikeOthers.hashCode(), 1_000_000_000) + 1L) + "\"]";
        Api.Reply first = API.call("POST /parseGoodreadsLinks")
                .header("idempotency-key", unlikeOthers)
                .query("refresh", "true")
                .json(links)
                .send();
        Api.Reply again = API.call("POST /parseGoodreadsLinks")
                .header("idempotency-key", unlikeOthers)
                .query("refresh", "true")
                .json(links)
                .send();

        assertThat(first.status()).isEqualTo(202);
        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void typesAreListedWithTheirSchemasAndPolicies() {
        Api.Reply reply = API.call("GET /v1/types").send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text())
                .contains(
                        "\"name\":\"demo-echo\"",
                        "\"timeLimitSeconds\":60",
                        "\"keepResultSeconds\":86400",
                        "\"message\"");
    }

    @Test
    void typesComeInPages() {
        List<String> names = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Api.Call call = API.call("GET /v1/types").query("limit", "5");
            JrsValue page = cursor.map(from -> call.query("cursor", from))
                    .orElse(call)
                    .send()
                    .body();
            assertThat(page.path("data").size()).isBetween(1, 5);
            for (int i = 0; i < page.path("data").size(); i++) {
                names.add(page.path("data").path(i).path("name").asText());
            }
            // A list that began anew would never end.
            assertThat(names).doesNotHaveDuplicates();
            cursor = Json.text(page, "nextCursor");
        } while (cursor.isPresent());

        assertThat(names).hasSizeGreaterThan(5).contains("demo-echo", "parse-book");
    }
}
