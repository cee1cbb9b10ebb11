package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that comes in gives a 500, and every refusal is a problem document. */
@Order(7)
@ExtendWith(HostLog.class)
class WrongInputTest {
    private static final String PARSE = "/parseGoodreadsLinks";
    private static final String LINK = "https://www.goodreads.com/book/show/1";
    private static final String BODY = "[\"" + LINK + "\"]";
    private static final String NO_TASK = "0199e7a0-0000-7000-8000-000000000000";

    private static Stage stage;
    private static Api api;

    @BeforeAll
    static void start() {
        if (Target.isLocal()) {
            stage = Stage.with(Map.of("BOOKS_PACE_SECONDS", "0"));
            api = stage.api();
        } else {
            api = new Api(Target.named());
        }
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    /** A body for the list of links. */
    record Body(int status, String text) {
        @Override
        public String toString() {
            return status + " for " + (text.length() > 60 ? text.substring(0, 60) + "…" : text);
        }
    }

    static Stream<Body> bodies() {
        Stream<Body> unreadable = Stream.of(
                        "",
                        " ",
                        "\n",
                        "{",
                        "[",
                        "]",
                        "[,]",
                        "[\"a\"",
                        "[\"a]",
                        "[\"a\",]",
                        "['a']",
                        "[a]",
                        "nul",
                        "NaN",
                        "[\"a\"] [\"b\"]",
                        "[\"a\"]x",
                        "[\"\\x\"]",
                        "[\"\\u12\"]",
                        "[\"\t\"]",
                        "[01]",
                        "[1.]",
                        "[+1]",
                        "[1e]",
                        "[100e2147483647]",
                        "<a/>",
                        "url=" + LINK,
                        "null",
                        "true",
                        "5",
                        "\"" + LINK + "\"",
                        "{}",
                        "{\"urls\":" + BODY + "}",
                        "{\"a\":1,\"a\":2}",
                        "[]",
                        "[ ]",
                        "\u0000",
                        "\uFEFF[]",
                        "[".repeat(100_000),
                        "[".repeat(2_000) + "]".repeat(2_000) + "x",
                        "{\"a\":".repeat(5_000))
                .map(text -> new Body(400, text));
        Stream<Body> refused = Stream.of(
                        "[null]",
                        "[1]",
                        "[1e999999999]",
                        "[" + "9".repeat(900) + "]",
                        "[true]",
                        "[{}]",
                        "[[]]",
                        "[\"\"]",
                        "[[" + BODY + "]]",
                        "[{\"url\":\"" + LINK + "\"}]",
                        "[\"\\u0000\"]",
                        "[\"\\ud800\"]",
                        "[\"" + "x".repeat(200_000) + "\"]",
                        "[\"" + LINK + "\\n\"]",
                        "[" + "[".repeat(200) + "]".repeat(200) + "]")
                .map(text -> new Body(422, text));
        Stream<Body> large = Stream.of(
                        "[\"" + "x".repeat(1_100_000) + "\"]",
                        " ".repeat(1_100_000) + BODY,
                        "[" + "1,".repeat(1_000) + "1]",
                        "[" + ("\"" + LINK + "\",").repeat(1_000) + "1]")
                .map(text -> new Body(413, text));
        return Stream.of(unreadable, refused, large).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource
    void bodies(Body body) {
        Reply reply = api.post(PARSE, body.text());
        Problems.check(reply, body.status());
        if (body.status() == 400) {
            assertThat(reply.json().at("detail").text()).startsWith("Only array of goodreads book links is accepted.");
        }
    }

    static Stream<String> octets() {
        return Stream.of(
                "[\"\u00ff\"]",
                "[\"\u00c3\"]",
                "[\"\u00ed\u00a0\u0080\"]",
                "[\"\u00c0\u00af\"]",
                "\u00fe\u00ff\u0000[\u0000]");
    }

    @ParameterizedTest
    @MethodSource("octets")
    void bodiesThatAreNoUtf8(String octets) {
        byte[] body = octets.getBytes(StandardCharsets.ISO_8859_1);
        Problems.check(
                api.send(api.request(PARSE)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))),
                400);
    }

    @ParameterizedTest
    @MethodSource("types")
    void bodiesOfAnotherType(String type) {
        Problems.check(
                api.send(api.request(PARSE).header("Content-Type", type).POST(BodyPublishers.ofString(BODY))), 415);
    }

    static List<String> types() {
        return List.of(
                "text/plain",
                "text/html",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/octet-stream",
                "json",
                "application/jsonp",
                ";",
                "image/png");
    }

    /** A request with a path alone. */
    record Path(int status, String method, String path) {
        @Override
        public String toString() {
            return status + " for " + method + " " + (path.length() > 80 ? path.substring(0, 80) + "…" : path);
        }
    }

    static Stream<Path> paths() {
        Stream<Path> unreadable = Stream.of(
                        "/getBookInfo",
                        "/getBookInfo?",
                        "/getBookInfo?url",
                        "/getBookInfo?url=",
                        "/getBookInfo?url=%20",
                        "/getBookInfo?url=x",
                        "/getBookInfo?URL=" + LINK,
                        "/getBookInfo?url=" + LINK + "&url=" + LINK,
                        "/getBookInfo?url=https://example.test/book/show/1",
                        "/getBookInfo?url=http://127.0.0.1/book/show/1",
                        "/getBookInfo?url=" + LINK + "%00",
                        "/getBookInfo?url=" + LINK + "%0d%0aX:%201",
                        "/getBookInfo?url=%E0%A4%A",
                        "/getBookInfo?url=" + "x".repeat(3_000))
                .map(path -> new Path(400, "GET", path));
        Stream<Path> unknown = Stream.of(
                        "/v1",
                        "/v1/",
                        "/v1/tasks/",
                        "/v1/tasks/x",
                        "/v1/tasks/" + NO_TASK,
                        "/v1/tasks/" + NO_TASK + "/",
                        "/v1/tasks/" + NO_TASK + "/nothing",
                        "/v1/tasks/00000000-0000-0000-0000-000000000000",
                        "/v1/tasks/%20",
                        "/v1/tasks/%F0%9F%92%A9",
                        "/v1/tasks/" + "0".repeat(2_000),
                        "/v1/tasks/ffffffff-ffff-7fff-bfff-ffffffffffff",
                        "/V1/TASKS/" + NO_TASK,
                        "/nothing",
                        "/getbookinfo",
                        "/getBookInfo/",
                        "/getBookInfo/x",
                        "/parsegoodreadslinks",
                        "/.git/config",
                        "//",
                        "//v1",
                        "/%7B%7D",
                        "/$default",
                        "/getBookInfo;url=1")
                .map(path -> new Path(404, "GET", path));
        Stream<Path> notAllowed = Stream.of(
                        "GET " + PARSE,
                        "PUT " + PARSE,
                        "DELETE " + PARSE,
                        "PATCH " + PARSE,
                        "OPTIONS " + PARSE,
                        "post " + PARSE,
                        "Post " + PARSE,
                        "BREW " + PARSE,
                        "POST /",
                        "DELETE /",
                        "OPTIONS /",
                        "TRACE /",
                        "POST /getBookInfo?url=" + LINK,
                        "PUT /getBookInfo",
                        "POST /v1/tasks/" + NO_TASK,
                        "get /",
                        "PROPFIND /",
                        "X /v1/tasks/" + NO_TASK)
                .map(line ->
                        new Path(405, line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
        return Stream.of(unreadable, unknown, notAllowed).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource
    void paths(Path path) {
        Target.assumeLocal();
        Reply reply = RawRequest.send(api.address(), request(path.method() + " " + path.path()));
        Problems.check(reply, path.status());
    }

    @ParameterizedTest
    @MethodSource("flags")
    void flagsThatAreNone(String value) {
        Reply reply = api.post(PARSE + "?refresh=" + value, BODY);
        Problems.check(reply, 400);
        assertThat(reply.json().at("detail").text()).contains("refresh");
    }

    static List<String> flags() {
        return List.of("", "yes", "1", "TRUE", "true%20", "true&refresh=false", "%22true%22", "null");
    }

    /** Octets that are no request at all, or one in bad faith. */
    static List<String> requests() {
        String close = "Host: localhost\r\nConnection: close\r\n";
        return Arrays.asList(
                request("GET nothing"),
                request("GET /%"),
                request("GET /%zz"),
                request("GET /%ff"),
                request("GET /v1/tasks/%c3%28"),
                request("GET /getBookInfo?url=%"),
                request("GET /getBookInfo?url=%zz"),
                request("GET /getBookInfo?%ff=1"),
                request("GET /getBookInfo?url=\u00e9"),
                request("GET /\u00e9"),
                request("GET /../../etc/passwd"),
                request("GET /a/./b"),
                request("GET /%2e%2e/x"),
                request("GET /v1/tasks/" + NO_TASK + "%00"),
                request("GET /v1/tasks/..%2f..%2fetc"),
                request("GET /<>\"{}|\\^`"),
                request("GET /" + "a".repeat(20_000)),
                request("GET http://example.test/nothing"),
                request("GET *"),
                request("OPTIONS *"),
                request("CONNECT example.test:443"),
                "\r\n\r\nGET\r\n\r\n",
                "GET\r\n\r\n",
                "GET /nothing\r\n\r\n",
                "GET /nothing HTTP/9.9\r\n" + close + "\r\n",
                "GET /nothing HTTP/1.1\r\nConnection: close\r\n\r\n",
                "G\u0000T /nothing HTTP/1.1\r\n" + close + "\r\n",
                "GET /nothing HTTP/1.1\r\n" + close + "No colon\r\n\r\n",
                "GET /nothing HTTP/1.1\r\n" + close + "Bad\u0000: x\r\n\r\n",
                "GET /nothing HTTP/1.1\r\n" + close + "Long: " + "x".repeat(20_000) + "\r\n\r\n",
                "GET /nothing HTTP/1.1\r\n" + close + "X: y\r\n".repeat(2_000) + "\r\n",
                "POST " + PARSE + " HTTP/1.1\r\n" + close + "Content-Length: -1\r\n\r\n",
                "POST " + PARSE + " HTTP/1.1\r\n" + close + "Content-Length: many\r\n\r\n",
                "POST " + PARSE + " HTTP/1.1\r\n" + close + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n[]x",
                "POST " + PARSE + " HTTP/1.1\r\n" + close
                        + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST " + PARSE + " HTTP/1.1\r\n" + close + "Transfer-Encoding: chunked\r\n\r\nzz\r\n[]\r\n0\r\n\r\n",
                "POST " + PARSE + " HTTP/1.1\r\n" + close + "Transfer-Encoding: wrapped\r\n\r\n[]",
                "POST " + PARSE + " HTTP/1.1\r\n" + close + "Content-Type: application/json\r\n\r\n",
                "POST " + PARSE + " HTTP/1.1\r\n" + close + "Expect: miracles\r\nContent-Length: 2\r\n\r\n[]",
                "{\"not\":\"http\"}\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestsThatAreNone(String octets) {
        Target.assumeLocal();
        Reply reply = RawRequest.send(api.address(), octets);
        assertThat(reply.status()).as(reply.toString()).isBetween(400, 599).isNotEqualTo(500);
        Problems.check(reply, reply.status());
    }

    @Test
    void headIsRefusedWithoutABody() {
        for (String path : List.of("/", "/getBookInfo", "/v1/tasks/" + NO_TASK, "/nothing")) {
            Reply reply = api.send(api.request(path).method("HEAD", BodyPublishers.noBody()));
            assertThat(reply.status()).as("HEAD " + path).isEqualTo(path.equals("/nothing") ? 404 : 405);
            assertThat(reply.header("content-type")).startsWith("application/problem+json");
            assertThat(reply.body()).isEmpty();
        }
    }

    @Test
    void hostStillWorksAfterAllThis() {
        assertThat(api.health().status()).isEqualTo(200);
        if (stage != null) {
            String id = api.submit("1").at("id").text();
            assertThat(api.ended(id, Duration.ofSeconds(30)).at("state").text()).isEqualTo("succeeded");
        }
    }

    private static String request(String line) {
        return line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }
}
