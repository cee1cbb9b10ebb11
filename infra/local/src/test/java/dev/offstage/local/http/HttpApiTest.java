package dev.offstage.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.local.EchoFunction;
import dev.offstage.local.function.LocalFunction;
import dev.offstage.local.template.EventSource.HttpRoute;
import dev.offstage.local.template.FunctionSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpApiTest {
    @SuppressWarnings("NullAway.Init") // Set before all tests.
    private static HttpApi api;

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
        api = HttpApi.start(0, List.of(LocalFunction.make(spec, Map.of("TASKS_TABLE", "tasks"), clock)), clock);
    }

    @AfterAll
    static void stop() {
        api.close();
        api.stop();
    }

    @Test
    void aRequestReachesItsRouteAsApiGatewayTellsIt() throws IOException {
        String answer =
                exchange("GET /v1/tasks/a%20b?x=1&x=2 HTTP/1.1\r\nHost: a\r\nCookie: c=1\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains("\"routeKey\":\"GET /v1/tasks/{id}\"")
                .contains("\"rawQueryString\":\"x=1&x=2\"")
                .contains("\"pathParameters\":{\"id\":\"a b\"}")
                .contains("\"cookies\":[\"c=1\"]")
                .containsIgnoringCase("x-table: tasks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/tasks/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /v1/tasks/% HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
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
                "GET //../..//etc HTTP/1.1\r\nHost: a\r\n",
                "GET /%00 HTTP/1.1\r\nHost: a\r\n",
                "GET /a%2Fb;c HTTP/1.1\r\nHost: a\r\n",
                "ODD /x HTTP/1.1\r\nHost: a\r\n",
                "GET http://elsewhere.invalid/x HTTP/1.1\r\nHost: a\r\n",
                "GET / HTTP/9.9\r\nHost: a\r\n",
                "TRACE / HTTP/1.1\r\nHost: a\r\n"
            })
    void noOddRequestEndsInAServerError(String request) throws IOException {
        assertThat(exchange(request + "Connection: close\r\n\r\n")).matches("(?s)HTTP/1\\.1 (?:[234]\\d\\d|505) .*");
    }

    @Test
    void aHeaderThatIsTooLargeIsRefusedInWords() throws IOException {
        assertThat(exchange("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"status\":431");
    }

    @Test
    void aFunctionThatThrowsIsAnInternalErrorOfTheGateway() throws IOException {
        assertThat(exchange("GET /please-throw HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 500 ")
                .contains("{\"message\":\"Internal Server Error\"}");
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), api.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
