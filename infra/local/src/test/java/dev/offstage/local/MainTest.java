package dev.offstage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MainTest {
    private static final Path PAGES = Path.of("src/main/resources/dev/offstage/local/demo/pages");

    private final Logger logger = Logger.getLogger("dev.offstage.local");
    private final Said said = new Said();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path folder;

    @BeforeEach
    void listen() {
        logger.addHandler(said);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--prot 3000",
                "--port x",
                "--port 70000",
                "--port -1",
                "--parameter NoEqualsSign",
                "--access everyone",
                "--access open --parameter Access=token",
                "--parameter Access=iam",
                "--parameter Access=jwt",
                "--parameter SqsEndpoint=http://127.0.0.1:9324",
                "surplus",
                "--stack-name 1st",
                "--sqs-endpoint http://127.0.0.1:4566",
                "--sqs-endpoint http://127.0.0.1:4566/x --dynamodb-endpoint http://127.0.0.1:4566",
                "--sqs-endpoint http://127.0.0.1:1 --dynamodb-endpoint http://127.0.0.1:1 --data d",
                "--sqs-endpoint http://127.0.0.1:1 --dynamodb-endpoint http://127.0.0.1:1 --calls f",
                "stores --port 65535",
                "stores --demo",
                "stores --stack-name a_b",
                "parse",
                "parse --status 99 page.html",
                "parse --url https://example.com/book/show/1 page.html"
            })
    void aBadOptionEndsWithTwo(String arguments) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);
        assertThat(lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokens",
                "tokens create --name a",
                "tokens create --role king --name a",
                "tokens list --tabel x",
                "tokens revoke",
                "parse --status x page.html"
            })
    void aRefusedArgumentOfACommandIsAPlainSentence(String arguments) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .doesNotStartWith("{")
                .isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port x", "run --port x", "stores --port x"})
    void aServiceSaysOfItsArgumentsWhereItLogs(String arguments) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);
        assertThat(err.size()).isZero();
    }

    @Test
    void anUnknownParameterEndsWithTwoAndItsName() throws IOException {
        assertThat(execute("--template", template(TestTemplate.real()), "--parameter", "BooksPase=1"))
                .isEqualTo(2);
        assertThat(said.sentences).singleElement().asString().contains("BooksPase");
    }

    @Test
    void aSettingThatNoFunctionTakesEndsWithTwoAndASentence() throws IOException {
        String file = template(TestTemplate.real());

        assertThat(execute(
                        "--template", file, "--port", "0", "--env", "BOOKS_PACE_SECONDS=abc", "--env", "BOOKS_PASE=1"))
                .isEqualTo(2);
        assertThat(said.sentences)
                .anySatisfy(sentence -> assertThat(sentence).startsWith("BOOKS_PACE_SECONDS is \"abc\""))
                .anySatisfy(sentence -> assertThat(sentence).contains("declares the variable BOOKS_PASE"));
    }

    @Test
    void aBadTemplateEndsWithOneAndItsLine() throws IOException {
        String file = template(
                "Transform: AWS::Serverless-2016-10-31\nResources:\n  Cluster:\n    Type: AWS::RDS::DBCluster\n");

        assertThat(execute("run", "--template", file)).isEqualTo(1);
        assertThat(said.sentences).singleElement().asString().contains(file, "line 4", "AWS::RDS::DBCluster");
    }

    @Test
    void aMissingTemplateEndsWithOneAndItsName() {
        assertThat(execute("--template", folder.resolve("none.yaml").toString()))
                .isEqualTo(1);
        assertThat(said.sentences).singleElement().asString().contains("none.yaml");
    }

    @Test
    void aFolderInUseEndsWithOneAndWhatToDo() throws Exception {
        Path data = folder.resolve("data");
        DataFolder held = DataFolder.open(data);

        int code = execute("--template", template(TestTemplate.withTestFunctions()), "--data", data.toString());

        held.lock().channel().close();
        assertThat(code).isEqualTo(1);
        assertThat(said.sentences)
                .singleElement()
                .asString()
                .contains(data.toString(), "in use", "give another folder");
    }

    @Test
    void aPortThatIsTakenEndsWithOneAndWhatToDo() throws IOException {
        String template = template(TestTemplate.real());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            assertThat(execute("stores", "--template", template, "--port", port))
                    .isEqualTo(1);
            assertThat(said.sentences)
                    .singleElement()
                    .asString()
                    .contains("Port " + port + " of 127.0.0.1 cannot be had", "give another one to --port");
        }
    }

    @Test
    void anEmulatorThatDoesNotAnswerEndsWithOneAndItsAddress() throws IOException {
        String template = template(TestTemplate.withTestFunctions());
        int free;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = once.getLocalPort();
        }
        String address = "http://127.0.0.1:" + free;

        assertThat(execute("--template", template, "--sqs-endpoint", address, "--dynamodb-endpoint", address))
                .isEqualTo(1);
        assertThat(said.sentences).singleElement().asString().startsWith("No queues answer at " + address);
    }

    @Test
    void pagesOfBooksEndWithZeroAndALineEach() {
        String first = PAGES.resolve("900001.html").toString();
        String second = PAGES.resolve("900002.html").toString();

        assertThat(execute("parse", first, second)).isZero();
        assertThat(lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("{\"file\":\"" + first + "\",\"outcome\":\"book\",\"book\":{\"bookId\":"),
                        line -> assertThat(line).startsWith("{\"file\":\"" + second + "\",\"outcome\":\"book\""));
    }

    @Test
    void aFileThatCannotBeReadStopsNoOther() {
        String missing = folder.resolve("missing.html").toString();

        assertThat(execute("parse", missing, PAGES.resolve("900001.html").toString()))
                .isEqualTo(1);
        assertThat(lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("{\"file\":\"" + missing + "\",\"outcome\":\"no-file\",\"book\":null}"),
                        line -> assertThat(line).contains("\"outcome\":\"book\""));
        assertThat(said.sentences).singleElement().asString().contains(missing);
    }

    @Test
    void theStatusAndTheLinkDecideToo() {
        String page = PAGES.resolve("900001.html").toString();

        assertThat(execute("parse", "--status", "404", page)).isEqualTo(1);
        assertThat(execute("parse", "--url", "http://goodreads.com/de/book/show/5-x?y", page))
                .isEqualTo(1);
        assertThat(execute("parse", "--url", "https://www.goodreads.com/book/show/900001.The_Time_Machine", page))
                .isZero();
        assertThat(lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"outcome\":\"not-found\""),
                        line -> assertThat(line).contains("\"outcome\":\"not-a-book\""),
                        line -> assertThat(line).contains("\"outcome\":\"book\"", "\"bookId\":\"900001\""));
    }

    private String template(String text) throws IOException {
        return Files.writeString(folder.resolve("template.yaml"), text).toString();
    }

    private int execute(String... arguments) {
        return Main.execute(stream(out), stream(err), arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static final class Said extends Handler {
        private final List<String> sentences = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            sentences.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
