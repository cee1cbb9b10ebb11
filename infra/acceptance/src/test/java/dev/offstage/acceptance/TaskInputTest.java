package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that is wrong with a task passes the door, and the answer says where it is wrong. */
@Order(8)
@ExtendWith({HostLog.class, SharedStage.class})
class TaskInputTest {
    private static final String ECHO = "\"type\":\"demo-echo\",\"args\":{\"message\":\"m\"}";
    private static final String NO_TASK = "0199e7a0-0000-7000-8000-000000000000";

    private final Jobs jobs;

    TaskInputTest(Jobs jobs) {
        this.jobs = jobs;
    }

    /** A body and where it is wrong. */
    record Wrong(String body, String pointer) {
        @Override
        public String toString() {
            return pointer + " in " + (body.length() > 90 ? body.substring(0, 90) + "…" : body);
        }
    }

    private static Wrong option(String name, String value) {
        return new Wrong("{" + ECHO + ",\"" + name + "\":" + value + "}", "/" + name);
    }

    private static Wrong inside(String pointer, String name, String value) {
        return new Wrong("{" + ECHO + ",\"" + name + "\":" + value + "}", pointer);
    }

    private static Stream<Wrong> each(String name, String... values) {
        return Stream.of(values).map(value -> option(name, value));
    }

    static Stream<Wrong> args() {
        String type = "{\"type\":\"demo-flaky\",\"args\":";
        return Stream.of(
                new Wrong("{\"type\":\"demo-echo\",\"args\":{}}", "/args/message"),
                new Wrong("{\"type\":\"demo-echo\"}", "/args/message"),
                new Wrong("{\"type\":\"demo-echo\",\"args\":null}", "/args/message"),
                new Wrong("{\"type\":\"demo-echo\",\"args\":{\"message\":null}}", "/args/message"),
                new Wrong("{\"type\":\"demo-echo\",\"args\":{\"message\":5}}", "/args/message"),
                new Wrong("{\"type\":\"demo-echo\",\"args\":{\"message\":[\"m\"]}}", "/args/message"),
                new Wrong("{\"type\":\"demo-echo\",\"args\":{\"message\":\"m\",\"a/b~c\":1}}", "/args/a~1b~0c"),
                new Wrong("{\"type\":\"demo-echo\",\"args\":[]}", "/args"),
                new Wrong("{\"type\":\"demo-echo\",\"args\":\"m\"}", "/args"),
                new Wrong(type + "{\"failures\":\"1\",\"how\":\"retry\"}}", "/args/failures"),
                new Wrong(type + "{\"failures\":1.5,\"how\":\"retry\"}}", "/args/failures"),
                new Wrong(type + "{\"failures\":-1,\"how\":\"retry\"}}", "/args/failures"),
                new Wrong(type + "{\"failures\":1e400,\"how\":\"retry\"}}", "/args/failures"),
                new Wrong(type + "{\"failures\":99999999999999999999,\"how\":\"retry\"}}", "/args/failures"),
                new Wrong(type + "{\"failures\":1,\"how\":\"never\"}}", "/args/how"),
                new Wrong(type + "{\"failures\":1,\"how\":true}}", "/args/how"));
    }

    static Stream<Wrong> types() {
        return Stream.of(
                new Wrong("{}", "/type"),
                new Wrong("{\"type\":null,\"args\":{}}", "/type"),
                new Wrong("{\"type\":5,\"args\":{}}", "/type"),
                new Wrong("{\"type\":[],\"args\":{}}", "/type"));
    }

    static Stream<Wrong> times() {
        return Stream.of(
                        each("delay", "-1", "\"soon\"", "true", "[]", "{}", "1e300", "-1e300", "\"PT-5S\"", "\"\""),
                        each("notBefore", "5", "\"tomorrow\"", "\"2026-02-30T00:00:00Z\"", "\"2026-01-01\"", "{}"),
                        each("notBefore", "\"+999999999-12-31T23:59:59Z\"", "\"9999-12-31T23:59:59Z\""),
                        each("expiresAt", "5", "\"never\"", "\"2020-01-01T00:00:00Z\"", "[]"),
                        each("timeLimit", "0", "-1", "\"x\"", "101", "1e9", "true"),
                        each("keepResult", "-2", "\"x\"", "1e300", "true"),
                        each("keepFailure", "-2", "\"x\"", "1e300", "{}"))
                .flatMap(all -> all);
    }

    static Stream<Wrong> retries() {
        return Stream.of(
                        each("retries", "-1", "1001", "1.5", "\"3\"", "true", "1e300", "99999999999999999999"),
                        each("retryFor", "-1", "\"x\"", "true", "1e300"),
                        each("backoff", "5", "\"exponential\"", "\"CELERY\"", "[]", "true"),
                        Stream.of(
                                inside("/backoff/delays", "backoff", "{\"delays\":[]}"),
                                inside("/backoff/delays/1", "backoff", "{\"delays\":[1,-1]}"),
                                inside("/backoff/delays/0", "backoff", "{\"delays\":[\"x\"]}"),
                                inside("/backoff/delays", "backoff", "{\"delays\":5}"),
                                inside("/backoff/base", "backoff", "{\"base\":-1}"),
                                inside("/backoff/factor", "backoff", "{\"base\":1,\"factor\":\"2\"}"),
                                inside("/backoff/jitter", "backoff", "{\"base\":1,\"jitter\":\"some\"}"),
                                inside("/backoff/bse", "backoff", "{\"bse\":1}")))
                .flatMap(all -> all);
    }

    static Stream<Wrong> others() {
        String manyTags =
                IntStream.range(0, 11).mapToObj(i -> "\"t" + i + "\"").collect(Collectors.joining(",", "[", "]"));
        return Stream.of(
                        each("queue", "\"middle\"", "\"HIGH\"", "5", "\"\""),
                        each("tags", "\"x\"", "{}", manyTags),
                        Stream.of(
                                option("dealy", "5"),
                                option("Retries", "5"),
                                option("id", "\"x\""),
                                option("state", "\"queued\""),
                                inside("/tags/1", "tags", "[\"ok\",5]"),
                                inside("/tags/0", "tags", "[\"" + "x".repeat(200) + "\"]"),
                                inside("/tags/0", "tags", "[\"\"]"),
                                option("unique", "true"),
                                inside("/unique/mode", "unique", "{\"mode\":\"strict\"}"),
                                inside("/unique/fields", "unique", "{\"fields\":\"/message\"}"),
                                inside("/unique/fields/0", "unique", "{\"fields\":[\"message\"]}"),
                                inside("/unique/window", "unique", "{\"mode\":\"throttle\",\"window\":-1}"),
                                inside("/unique/onDuplicate", "unique", "{\"onDuplicate\":\"ignore\"}"),
                                inside("/unique/key", "unique", "{\"key\":\"x\"}"),
                                option("onFailure", "\"demo-echo\""),
                                inside("/onFailure/type", "onFailure", "{\"args\":{}}"),
                                inside("/onFailure/type", "onFailure", "{\"type\":\"no-such-type\",\"args\":{}}"),
                                inside("/onFailure/args/message", "onFailure", "{\"type\":\"demo-echo\",\"args\":{}}"),
                                inside(
                                        "/onFailure/when",
                                        "onFailure",
                                        "{\"type\":\"demo-log\",\"args\":{\"lines\":1},\"when\":1}")))
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource({"args", "types", "times", "retries", "others"})
    void whatIsWrongIsRefusedWithItsPlace(Wrong wrong) {
        Reply reply = jobs.api().post("/v1/tasks", wrong.body());
        Problems.check(reply, 422);
        assertThat(reply.json().at("errors").list())
                .as(reply.toString())
                .extracting(error -> error.at("pointer").text())
                .contains(wrong.pointer());

        Reply batch = jobs.api().post("/v1/tasks/batch", "{\"tasks\":[{" + ECHO + "}," + wrong.body() + "]}");
        assertThat(batch.status()).as(batch.toString()).isEqualTo(202);
        assertThat(batch.json().at("rejected").at(0).at("problem").at("errors").list())
                .as(batch.toString())
                .extracting(error -> error.at("pointer").text())
                .contains("/tasks/1" + wrong.pointer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"retries\":1,\"retryFor\":60",
                "\"delay\":1,\"notBefore\":\"2030-01-01T00:00:00Z\"",
                "\"delay\":60,\"expiresAt\":\"2020-01-01T00:00:00Z\""
            })
    void whatExcludesEachOtherIsRefused(String options) {
        Reply reply = jobs.api().post("/v1/tasks", "{" + ECHO + "," + options + "}");
        Problems.check(reply, 422);
        assertThat(reply.json().at("errors").list()).isNotEmpty();
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        Reply reply = jobs.api()
                .post(
                        "/v1/tasks",
                        "{\"type\":\"demo-flaky\",\"args\":{\"failures\":-1},\"retries\":-1,\"queue\":\"x\",\"nope\":1}");
        Problems.check(reply, 422);
        assertThat(reply.json().at("errors").list())
                .extracting(error -> error.at("pointer").text())
                .contains("/args/failures", "/retries", "/queue", "/nope");
    }

    @Test
    void anUnknownTypeIsNotFound() {
        for (String type : List.of("no-such-type", "", "demo-echo ", "DEMO-ECHO", "x".repeat(5_000), "../x")) {
            Reply reply = jobs.post(Job.of(type, Map.of("message", "m")));
            Problems.check(reply, 404);
        }
        assertThat(jobs.post(Job.of("demo-ecko", Map.of())).json().at("detail").text())
                .contains("demo-ecko");
    }

    static Stream<String> postRoutes() {
        return Stream.of(
                "/v1/tasks",
                "/v1/tasks/batch",
                "/v1/redrives",
                "/email",
                "/register",
                "/contact",
                "/reminders",
                "/v1/schedules/preview",
                "/v1/schedules/none/backfill",
                "/v1/tasks/" + NO_TASK + "/retry");
    }

    @ParameterizedTest
    @MethodSource("postRoutes")
    void whatIsNoObjectIsUnreadable(String path) {
        List<String> bodies = new ArrayList<>(List.of(
                "{", "]", "nul", "{'a':1}", "{\"a\":1,}", "[]", "5", "\"x\"", "true", "\u0000", "[".repeat(50_000)));
        if (!path.endsWith("/retry")) {
            bodies.addAll(List.of("", " ", "null"));
        }
        for (String body : bodies) {
            Reply reply = jobs.api().post(path, body);
            assertThat(reply.status())
                    .as(body.substring(0, Math.min(20, body.length())) + " " + reply)
                    .isIn(path.endsWith("/retry") ? List.of(400, 404) : List.of(400));
            Problems.check(reply, reply.status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tasks", "/v1/tasks/batch", "/v1/redrives", "/v1/schedules/preview"})
    void anotherContentTypeIsRefused(String path) {
        for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded", ";")) {
            Problems.check(
                    jobs.api()
                            .send(jobs.api()
                                    .request(path)
                                    .header("Content-Type", type)
                                    .POST(BodyPublishers.ofString("{" + ECHO + "}"))),
                    415);
        }
    }

    @Test
    void otherMethodsAreNamed() {
        Map<String, List<String>> allowed = Map.of(
                "/v1/tasks",
                List.of("GET", "POST"),
                "/v1/tasks/batch",
                List.of("POST"),
                "/v1/tasks/" + NO_TASK,
                List.of("GET", "DELETE"),
                "/v1/tasks/" + NO_TASK + "/cancel",
                List.of("POST"),
                "/v1/queues",
                List.of("GET"),
                "/v1/queues/low/pause",
                List.of("POST"),
                "/v1/redrives",
                List.of("POST"),
                "/v1/schedules",
                List.of("GET"),
                "/v1/schedules/none/run",
                List.of("POST"));
        allowed.forEach((path, methods) -> {
            Reply reply = jobs.api().send(jobs.api().request(path).method("PUT", BodyPublishers.ofString("{}")));
            Problems.check(reply, 405);
            assertThat(reply.header("allow")).contains(methods);
        });
    }
}
