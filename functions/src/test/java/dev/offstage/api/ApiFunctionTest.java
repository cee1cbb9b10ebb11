package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.aws.LocalDynamo;
import dev.offstage.aws.LocalSqs;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.lambda.TestContext;
import dev.offstage.task.QueueName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The function as Lambda calls it, before real queues and a real table. */
final class ApiFunctionTest {
    private static final String LINK = "https://www.goodreads.com/book/show/3735293-clean-code";

    private static final ApiFunction FUNCTION = new ApiFunction(environment(), Clock.systemUTC());

    @Test
    void linksAreAcceptedAndFoundAgain() throws Exception {
        JrsValue answer = post("[\"" + LINK + "\", 7, \"http://goodreads.com/en/book/show/3735293\"]");

        JrsValue body = body(answer);
        JrsValue task = body.path("tasks").path(0);
        String id = task.path("id").asText();
        assertThat(status(answer)).isEqualTo(202);
        assertThat(header(answer, "location")).isEqualTo("/v1/tasks/" + id);
        assertThat(header(answer, "retry-after")).isEqualTo("2");
        assertThat(body.path("message").asText()).isEqualTo("1 books are scheduled for info parsing.");
        assertThat(body.path("tasks").size()).isEqualTo(1);
        assertThat(task.path("url").asText()).isEqualTo("https://www.goodreads.com/book/show/3735293");
        assertThat(task.path("state").asText()).isEqualTo("queued");
        assertThat(Json.write(body.path("rejected").path(0)))
                .startsWith("{\"index\":1,\"value\":7,\"code\":\"not-a-book-link\"");

        assertThat(body(get("GET /v1/tasks/{id}", "/v1/tasks/" + id, Map.of("id", id), Map.of()))
                        .path("id")
                        .asText())
                .isEqualTo(id);
        JrsValue info = get("GET /getBookInfo", "/getBookInfo", Map.of(), Map.of("url", LINK));
        assertThat(status(info)).isEqualTo(202);
        assertThat(body(info).path("taskId").asText()).isEqualTo(id);
        JrsValue again = body(post("[\"" + LINK + "\"]")).path("tasks").path(0);
        assertThat(again.path("id").asText()).isEqualTo(id);
        assertThat(Json.write(again.path("deduplicated"))).isEqualTo("true");
    }

    @Test
    void aThousandLinksAreAccepted() throws Exception {
        List<String> links = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> "\"https://www.goodreads.com/book/show/77" + i + "\"")
                .toList();

        JrsValue answer = post("[" + String.join(",", links) + "]");

        assertThat(status(answer)).isEqualTo(202);
        assertThat(body(answer).path("tasks").size()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1,",
                "{}",
                "null",
                "\"x\"",
                "12",
                "true",
                "[]",
                "[\"a\"] x",
                "{\"a\":1,\"a\":2}"
            })
    void whatIsNoArrayOfLinksIsUnreadable(String text) throws Exception {
        JrsValue answer = post(text);

        assertThat(status(answer)).isEqualTo(400);
        assertThat(body(answer).path("detail").asText()).startsWith("Only array of goodreads book links is accepted.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[null]",
                "[[]]",
                "[{}]",
                "[\"\"]",
                "[\"ftp://x\"]",
                "[true, 1.5]",
                "[\"http://169.254.169.254/book/show/1\"]"
            })
    void anArrayWithoutALinkIsRefusedEntryByEntry(String text) throws Exception {
        JrsValue answer = post(text);

        assertThat(status(answer)).isEqualTo(422);
        assertThat(body(answer).path("errors").path(0).path("pointer").asText()).isEqualTo("/0");
        assertThat(body(answer).path("errors").path(0).path("code").asText()).isEqualTo("not-a-book-link");
    }

    @Test
    void tooMuchIsTooLarge() throws Exception {
        String many = "[" + "1,".repeat(1000) + "1]";

        assertThat(status(post(many))).isEqualTo(413);
        assertThat(status(post("[\"" + "x".repeat(1 << 20) + "\"]"))).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain,415",
        "application/x-www-form-urlencoded,415",
        "application/json; charset=utf-8,202",
        "APPLICATION/JSON,202"
    })
    void onlyJsonIsTaken(String contentType, int status) throws Exception {
        JsonObject event = event("POST /parseGoodreadsLinks", "/parseGoodreadsLinks")
                .put("headers", Json.object().put("content-type", contentType).toTree())
                .put("body", "[\"" + LINK + "\"]");

        assertThat(status(call(event))).isEqualTo(status);
    }

    @Test
    void bytesThatAreNoUtf8AreUnreadable() throws Exception {
        byte[] latin = "[\"ä\"]".getBytes(StandardCharsets.ISO_8859_1);
        JsonObject event = event("POST /parseGoodreadsLinks", "/parseGoodreadsLinks")
                .put("body", Base64.getEncoder().encodeToString(latin))
                .put("isBase64Encoded", true);

        assertThat(status(call(event))).isEqualTo(400);
    }

    @Test
    void aBookThatNobodyAskedForIsNotFound() throws Exception {
        JrsValue answer = get(
                "GET /getBookInfo", "/getBookInfo", Map.of(), Map.of("url", "https://www.goodreads.com/book/show/4"));

        assertThat(status(answer)).isEqualTo(404);
        assertThat(body(answer).path("detail").asText()).startsWith("No meta info found for this book.");
        assertThat(header(answer, "content-type")).isEqualTo("application/problem+json");
    }

    @Test
    void aBookQuestionWithoutALinkIsUnreadable() throws Exception {
        for (Map<String, String> query : List.of(Map.<String, String>of(), Map.of("url", ""), Map.of("url", "x"))) {
            JrsValue answer = get("GET /getBookInfo", "/getBookInfo", Map.of(), query);

            assertThat(status(answer)).isEqualTo(400);
            assertThat(body(answer).path("detail").asText()).startsWith("'url' query parameter is required.");
        }
    }

    @Test
    void aFlagIsTrueOrFalse() throws Exception {
        JsonObject event = event("POST /parseGoodreadsLinks", "/parseGoodreadsLinks")
                .put(
                        "queryStringParameters",
                        Json.object().put("refresh", "yes").toTree())
                .put("body", "[\"" + LINK + "\"]");

        assertThat(status(call(event))).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "..",
                "019ca945-0a00-7346-a300-6d21ae81a630",
                "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                "\u0000"
            })
    void anUnknownTaskIsNotFound(String id) throws Exception {
        JrsValue answer = get("GET /v1/tasks/{id}", "/v1/tasks/" + id, Map.of("id", id), Map.of());

        assertThat(status(answer)).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/nothing,404,",
        "GET,/parseGoodreadsLinks,405,POST",
        "DELETE,/getBookInfo,405,GET",
        "PUT,/,405,GET",
        "HEAD,/v1/tasks/abc,405,'DELETE, GET'",
        "BREW,/v1/tasks/a/b,404,",
        "GET,/v1/tasks/,404,",
    })
    void otherRoutesAreAnsweredByTheDefault(String method, String path, int status, String allow) throws Exception {
        JsonObject http = Json.object().put("method", method).put("path", path);
        JsonObject event = event("$default", path)
                .put(
                        "requestContext",
                        Json.object()
                                .put("http", http.toTree())
                                .put("requestId", "r-1")
                                .toTree());

        JrsValue answer = call(event);

        assertThat(status(answer)).isEqualTo(status);
        assertThat(header(answer, "allow")).isEqualTo(allow == null ? "" : allow);
        assertThat(body(answer).path("instance").asText()).isEqualTo("urn:request:r-1");
        assertThat(body(answer).path("status").asText()).isEqualTo(String.valueOf(status));
    }

    @Test
    void healthNamesItsChecks() throws Exception {
        JrsValue answer = get("GET /", "/", Map.of(), Map.of());
        // Each store has a second to answer; on a busy machine that may once be too little.
        for (int i = 0; i < 5 && status(answer) != 200; i++) {
            answer = get("GET /", "/", Map.of(), Map.of());
        }

        assertThat(status(answer)).isEqualTo(200);
        assertThat(Json.write(body(answer).path("checks"))).isEqualTo("{\"tasks\":\"ok\",\"queues\":\"ok\"}");
    }

    @Test
    void healthNamesTheCheckThatFails() throws Exception {
        Map<String, String> broken = new HashMap<>(environment());
        broken.put("TASKS_TABLE", "no-such-table");
        ApiFunction sick = new ApiFunction(broken, Clock.systemUTC());

        JrsValue answer = call(sick, event("GET /", "/"));

        assertThat(status(answer)).isEqualTo(503);
        assertThat(Json.write(body(answer).path("checks"))).isEqualTo("{\"tasks\":\"failed\",\"queues\":\"ok\"}");
    }

    @Test
    void aStoreThatDoesNotAnswerMeansTryAgain() throws Exception {
        Map<String, String> broken = new HashMap<>(environment());
        broken.put("TASKS_TABLE", "no-such-table");
        ApiFunction sick = new ApiFunction(broken, Clock.systemUTC());

        JrsValue answer = call(sick, event("POST /parseGoodreadsLinks", "/").put("body", "[\"" + LINK + "\"]"));

        assertThat(status(answer)).isEqualTo(503);
        assertThat(header(answer, "retry-after")).isEqualTo("2");
    }

    @Test
    void everyRouteOfTheTemplateLeadsSomewhere() throws Exception {
        try (var files = Files.newDirectoryStream(Path.of("..", "events"), "api-*.json")) {
            for (Path file : files) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                FUNCTION.handleRequest(Files.newInputStream(file), out, new TestContext());
                JrsValue answer = Json.parse(out.toString(StandardCharsets.UTF_8));

                assertThat(status(answer)).as(file.toString()).isLessThan(500);
                assertThat(Json.text(body(answer), "detail").orElse(""))
                        .as(file.toString())
                        .satisfies(detail -> assertThat(detail.startsWith("There is nothing at"))
                                .isEqualTo(file.endsWith("api-default.json")));
            }
        }
    }

    @Test
    void anEmptyEventIsAnsweredToo() throws Exception {
        assertThat(status(call(Json.object()))).isEqualTo(405);
    }

    private JrsValue post(String text) throws Exception {
        return call(event("POST /parseGoodreadsLinks", "/parseGoodreadsLinks").put("body", text));
    }

    private JrsValue get(String route, String path, Map<String, String> pathParameters, Map<String, String> query)
            throws Exception {
        return call(event(route, path)
                .put("pathParameters", object(pathParameters))
                .put("queryStringParameters", object(query)));
    }

    private static JsonObject event(String route, String path) {
        return Json.object().put("version", "2.0").put("routeKey", route).put("rawPath", path);
    }

    private static JrsValue object(Map<String, String> members) {
        JsonObject object = Json.object();
        members.forEach((name, value) -> object.put(name, value));
        return object.toTree();
    }

    private JrsValue call(JsonObject event) throws Exception {
        return call(FUNCTION, event);
    }

    private static JrsValue call(ApiFunction function, JsonObject event) throws IOException, UnreadableJsonException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        function.handleRequest(
                new ByteArrayInputStream(event.toText().getBytes(StandardCharsets.UTF_8)), out, new TestContext());
        return Json.parse(out.toString(StandardCharsets.UTF_8));
    }

    private static int status(JrsValue answer) {
        return Json.number(answer, "statusCode").orElseThrow().intValue();
    }

    private static String header(JrsValue answer, String name) {
        return Json.text(answer.path("headers"), name).orElse("");
    }

    private static JrsValue body(JrsValue answer) throws UnreadableJsonException {
        return Json.parse(Json.text(answer, "body").orElseThrow());
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "ACCESS", "open",
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_ENDPOINT_URL_DYNAMODB", LocalDynamo.endpoint().toString(),
                "AWS_ENDPOINT_URL_SQS", LocalSqs.endpoint().toString(),
                "TASKS_TABLE", LocalDynamo.newTable()));
        for (QueueName queue : QueueName.values()) {
            environment.put("QUEUE_" + queue + "_URL", LocalSqs.newQueue(Map.of()));
            environment.put("QUEUE_" + queue + "_DEAD_LETTERS_URL", LocalSqs.newQueue(Map.of()));
        }
        return environment;
    }
}
