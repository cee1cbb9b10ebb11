package dev.offstage.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.local.EchoFunction;
import dev.offstage.local.function.LocalFunction;
import dev.offstage.local.mail.MailFolder;
import dev.offstage.local.template.EventSource.HttpRoute;
import dev.offstage.local.template.FunctionSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpApiTest {
    private static final TablesAddress TABLES =
            new TablesAddress(URI.create("http://127.0.0.1:8000"), "eu-central-1", List.of("a-TasksTable"));

    @SuppressWarnings("NullAway.Init") // Set before all tests.
    private static HttpApi api;

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set before all tests.
    private static Path mails;

    @BeforeAll
    static void start() throws Exception {
        Duration patience = Duration.ofSeconds(10);
        FunctionSpec spec = new FunctionSpec(
                "Echo",
                "echo",
                EchoFunction.class.getName(),
                1,
                patience,
                128,
                Map.of(),
                0,
                List.of(new HttpRoute("GET /v1/tasks/{id}", patience), new HttpRoute("$default", patience)));
        Clock clock = Clock.systemUTC();
        api = HttpApi.start(
                0,
                List.of(LocalFunction.make(spec, Map.of("TASKS_TABLE", "tasks"), clock)),
                TABLES,
                new MailFolder(mails, clock),
                clock);
    }

    @AfterAll
    static void stop() {
        api.close();
        api.stop();
    }

    @Test
    void aRequestReachesItsRouteAsApiGatewayTellsIt() throws IOException {
        String answer = exchange(
                "GET /v1/tasks/a%20b?x=1&x=2 HTTP/1.1\r\nHost: localhost\r\nCookie: c=1; d=2\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains("\"routeKey\":\"GET /v1/tasks/{id}\"")
                .contains("\"rawQueryString\":\"x=1&x=2\"")
                .contains("\"pathParameters\":{\"id\":\"a b\"}")
                .contains("\"cookies\":[\"c=1\",\"d=2\"]")
                .contains("\"sourceIp\":\"127.0.0.1\"")
                .doesNotContainIgnoringCase("\"cookie\":")
                .containsIgnoringCase("x-table: tasks");
    }

    @Test
    void whetherACallerMaySeeTheMailsIsForTheFunctionToSay() throws IOException {
        String answer = exchange("GET /v1/mails HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"routeKey\":\"$default\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/tasks/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/tasks/% HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void aMalformedRequestGetsAProblemDocument(String request) throws IOException {
        assertThat(exchange(request.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n")))
                .startsWith("HTTP/1.1 400 ")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"status\":400", "\"detail\":\"", "urn:request:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET //../..//etc HTTP/1.1\r\nHost: localhost\r\n",
                "GET /%00 HTTP/1.1\r\nHost: localhost\r\n",
                "GET /a%2Fb;c HTTP/1.1\r\nHost: localhost\r\n",
                "ODD /x HTTP/1.1\r\nHost: localhost\r\n",
                "GET http://elsewhere.invalid/x HTTP/1.1\r\nHost: localhost\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n",
                "TRACE / HTTP/1.1\r\nHost: localhost\r\n"
            })
    void noOddRequestEndsInAServerError(String request) throws IOException {
        assertThat(exchange(request + "Connection: close\r\n\r\n")).matches("(?s)HTTP/1\\.1 (?:[234]\\d\\d|505) .*");
    }

    @Test
    void aHeaderThatIsTooLargeIsRefusedInWords() throws IOException {
        assertThat(exchange("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"status\":431");
    }

    @Test
    void aFunctionThatThrowsIsAnInternalErrorOfTheGateway() throws IOException {
        assertThat(exchange("GET /please-throw HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 500 ")
                .contains("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void aCommandThatAsksIsToldWhereTheTablesAre() throws IOException {
        String head = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        String answer = exchange("GET /any" + head + "X-Offstage-Local: tables\r\n\r\n");

        assertThat(TablesAddress.read(answer.substring(answer.indexOf("\r\n\r\n") + 4)))
                .contains(TABLES);
        assertThat(answer).doesNotContainIgnoringCase("access-control-allow");
        assertThat(exchange("GET /any" + head + "X-Offstage-Local: other\r\n\r\n"))
                .doesNotContain("8000");
        assertThat(exchange("POST /any" + head + "X-Offstage-Local: tables\r\n\r\n"))
                .doesNotContain("8000");
        assertThat(exchange("OPTIONS /any" + head + "Origin: http://elsewhere.test\r\n"
                        + "Access-Control-Request-Headers: x-offstage-local\r\n\r\n"))
                .doesNotContainIgnoringCase("access-control-allow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:3000", "localhost.evil.example", "1.2.3.4.evil.example"})
    void aNameThatIsNotOfThisMachineGetsNoAnswerOfTheApiAndNoAddress(String host) throws IOException {
        String head = " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n";

        assertThat(exchange("POST /v1/tokens" + head + "Content-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 421 ")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains(
                        "\"status\":421",
                        "/problems/misdirected-request",
                        "urn:request:",
                        "not to " + host,
                        "http://127.0.0.1");
        assertThat(exchange("GET /" + head + "X-Offstage-Local: tables\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ")
                .doesNotContain("8000");
    }

    @Test
    void aRequestWithoutANameIsNotLetInEither() throws IOException {
        assertThat(exchange("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 421 ");
        assertThat(exchange("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void eachCookieOfAnAnswerIsAHeaderOfItsOwn() throws IOException {
        String answer = exchangeAnswer("""
                {"statusCode":303,"headers":{"Location":"/"},"cookies":["a=1; HttpOnly; Secure","b=2; Max-Age=0"]}""");

        assertThat(answer).startsWith("HTTP/1.1 303 ");
        assertThat(answer.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("set-cookie:")))
                .map(line -> line.substring("set-cookie:".length()).strip())
                .containsExactly("a=1; HttpOnly; Secure", "b=2; Max-Age=0");
    }

    @Test
    void aPageAndABodyInBase64PassAsTheyAre() throws IOException {
        assertThat(exchangeAnswer("""
                {"statusCode":200,"headers":{"Content-Type":"text/html; charset=utf-8"},"body":"<p>\u00e9</p>"}"""))
                .containsIgnoringCase("content-type: text/html; charset=utf-8\r\n")
                .endsWith("\r\n\r\n<p>\u00e9</p>");
        assertThat(exchangeAnswer("""
                {"statusCode":200,"headers":{},"body":"PGI+","isBase64Encoded":true}""")).endsWith("\r\n\r\n<b>");
    }

    private static String exchangeAnswer(String answer) throws IOException {
        return exchange(
                "POST /answer HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
                        + "Content-Length: " + answer.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + answer);
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), api.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
