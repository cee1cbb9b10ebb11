package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser that is installed here, without a window, told what to do over its DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<Node> answers = new LinkedBlockingQueue<>();
    private final WebSocket page;
    private int number;

    private Browser(Path program, Path profile) throws IOException {
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "--no-first-run",
                        // It is to talk to the host under test and to nobody else.
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-quic",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("browser.log").toFile())
                .start();
        page = client.newWebSocketBuilder()
                .buildAsync(pageOf(profile), new Answers())
                .join();
    }

    /** The program of a browser on the path; empty when there is none. */
    static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts {@code program} with a profile of its own. */
    static Browser start(Path program) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "browsers").toAbsolutePath());
            return new Browser(program, Files.createTempDirectory(folder, "profile"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI pageOf(Path profile) {
        Path file = profile.resolve("DevToolsActivePort");
        List<String> lines = Poll.until(
                "the browser listens; its log: " + profile.resolve("browser.log"),
                PATIENCE,
                () -> lines(file),
                found -> found.size() > 1);
        Api tools = new Api(URI.create("http://127.0.0.1:" + lines.getFirst()));
        Node page = Poll.until(
                        "the browser has a page",
                        PATIENCE,
                        () -> tools.get("/json/list").json().list(),
                        found -> found.stream().anyMatch(Browser::isPage))
                .stream()
                .filter(Browser::isPage)
                .findFirst()
                .orElseThrow();
        return URI.create(page.at("webSocketDebuggerUrl").text());
    }

    private static boolean isPage(Node target) {
        return target.at("type").text().equals("page");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Collects the answers; a message may come in several parts. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                answers.add(Node.parse(text.toString()));
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, part, last);
        }
    }

    /** Sends a command of the protocol; what it answers has a result or an error. */
    Node send(String method, Map<String, ?> parameters) {
        number++;
        page.sendText(Node.write(Map.of("id", number, "method", method, "params", parameters)), true)
                .join();
        try {
            for (Node answer = answer(); ; answer = answer()) {
                if (answer.names().contains("id") && answer.at("id").text().equals(String.valueOf(number))) {
                    return answer;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Node answer() throws InterruptedException {
        Node answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer).as("an answer of the browser").isNotNull();
        return answer;
    }

    /** Opens the address and waits until the page is there. */
    void open(String address) {
        assertThat(send("Page.navigate", Map.of("url", address)).names()).contains("result");
        Poll.until("the page is loaded", PATIENCE, () -> evaluate("document.readyState"), "complete"::equals);
    }

    /** The value of the expression on the page, as text, that of a promise once it is kept; empty when the page goes meanwhile. */
    String evaluate(String expression) {
        Node answer = send(
                "Runtime.evaluate",
                Map.of("expression", "Promise.resolve(" + expression + ").then(String)", "awaitPromise", true));
        if (answer.names().contains("error")) {
            return "";
        }
        Node result = answer.at("result");
        assertThat(result.names()).as(result.text()).doesNotContain("exceptionDetails");
        return result.at("result").at("value").text();
    }

    /** The cookies for {@code address}. */
    List<Node> cookies(String address) {
        return send("Network.getCookies", Map.of("urls", List.of(address)))
                .at("result")
                .at("cookies")
                .list();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.shutdownNow();
    }
}
