package dev.offstage.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.offstage.access.StoredToken;
import dev.offstage.aws.DynamoTokenStore;
import dev.offstage.local.http.HttpApi;
import dev.offstage.local.http.TablesAddress;
import dev.offstage.local.mail.MailFolder;
import dev.offstage.local.table.TableServer;
import dev.offstage.local.table.Tables;
import dev.offstage.local.template.Stack;
import dev.offstage.local.template.TemplateReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // Set before all tests.
class TokensCommandTest {
    private static TableServer server;
    private static DynamoDbClient client;
    private static String table;
    private static HttpApi api;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        server = TableServer.start(null);
        client = DynamoDbClient.builder()
                .endpointOverride(server.address())
                .region(Region.of(Stack.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .build();
        Stack stack = TemplateReader.read(TestTemplate.real(), Map.of());
        table = stack.tables().getFirst().name();
        Tables.ensure(client, stack.tables().getFirst());
        api = HttpApi.start(
                0,
                List.of(),
                new TablesAddress(server.address(), Stack.REGION, List.of(table)),
                new MailFolder(Path.of("none"), Clock.systemUTC()),
                Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        api.close();
        api.stop();
        client.close();
        server.close();
    }

    @Test
    void theFirstLineIsTheTokenAndNothingElse() {
        String text = created("--role", "operator", "--name", "ci");

        assertThat(said(out).lines()).containsExactly(text);
        String id = idOf(text);
        StoredToken stored = new DynamoTokenStore(client, table).find(id).orElseThrow();
        assertThat(stored.token().name()).isEqualTo("ci");
        assertThat(Duration.between(stored.token().createdAt(), stored.token().expiresAt()))
                .isEqualTo(Duration.ofDays(90));
        assertThat(said(err))
                .contains(id, "role operator", "works until ", "Bearer $TOKEN", "tokens revoke " + id)
                .doesNotContain(text);
    }

    @Test
    void anotherDynamoDbServesAsWell() {
        assertThat(execute(
                        "tokens",
                        "create",
                        "--role",
                        "admin",
                        "--name",
                        "a",
                        "--expires-in",
                        "never",
                        "--endpoint",
                        server.address().toString()))
                .isZero();
        assertThat(said(err)).contains("does not expire", table);
    }

    @Test
    void theListTellsStatesAndNoSecret() {
        String first = created("--role", "reader", "--name", "to be revoked", "--expires-in", "PT1H");
        String id = idOf(first);
        String second = created("--role", "admin", "--name", "kept", "--expires-in", "never");
        assertThat(atHost("revoke", id)).isZero();
        assertThat(said(err)).contains(id + " is revoked");
        assertThat(atHost("revoke", id)).isZero();
        out.reset();
        assertThat(atHost("list")).isZero();

        assertThat(said(out).lines().findFirst().orElseThrow())
                .matches("ID +NAME +ROLE +CREATED +EXPIRES +LAST USED +STATE");
        assertThat(said(out).lines())
                .anySatisfy(line -> assertThat(line).matches(id + " +to be revoked +reader +.*Z +.*Z +never +revoked"))
                .anySatisfy(line -> assertThat(line).matches("\\w+ +kept +admin +.*Z +never +never +active"));
        assertThat(said(out)).doesNotContain(first, second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcdefghijkm", "no-such-id", "offstage_abcdefghijkm_x"})
    void anUnknownIdEndsWithOneAndASentence(String id) {
        assertThat(atHost("revoke", id)).isEqualTo(1);
        assertThat(said(err)).contains("There is no token " + id, "tokens list");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokens",
                "tokens make",
                "tokens create",
                "tokens create --role admin",
                "tokens create --name a",
                "tokens create --role king --name a",
                "tokens create --role Admin --name a",
                "tokens create --role admin --name a --expires-in soon",
                "tokens create --role admin --name a --endpoint ftp://x",
                "tokens create --role admin --name a --region eu-central-1",
                "tokens create --role admin --name a surplus",
                "tokens list surplus",
                "tokens list --role admin",
                "tokens revoke",
                "tokens revoke a b"
            })
    void aBadOptionEndsWithTwo(String arguments) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);
        assertThat(said(out)).isEmpty();
    }

    @Test
    void aNameThatIsNoneEndsWithTwo() {
        assertThat(atHost("create", "--role", "admin", "--name", " a\n")).isEqualTo(2);
        assertThat(atHost("create", "--role", "admin", "--name", "a".repeat(65)))
                .isEqualTo(2);
    }

    @Test
    void aMissingTableEndsWithOneAndASentence() {
        assertThat(atHost("list", "--table", "none")).isEqualTo(1);
        assertThat(said(err).lines()).singleElement().asString().contains("There is no table none", "TasksTable");
        assertThat(execute("tokens", "list", "--endpoint", server.address().toString(), "--region", "eu-north-1"))
                .isIn(0, 1);
        assertThat(said(out)).isEmpty();
    }

    @Test
    void whereNothingAnswersASentenceSaysSo() throws IOException {
        int port;
        try (var socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(execute("tokens", "list", "--endpoint", "http://127.0.0.1:" + port))
                .isEqualTo(1);
        assertThat(said(err).lines())
                .singleElement()
                .asString()
                .contains("Nothing answers at http://127.0.0.1:" + port, "--access token", "--endpoint", "--table");
    }

    @Test
    void aHostThatIsNotKnownIsSaidToBeSilent() {
        assertThat(execute("tokens", "list", "--table", "t", "--endpoint", "http://no-such-host.invalid:8000"))
                .isEqualTo(1);
        assertThat(said(err).lines())
                .singleElement()
                .asString()
                .startsWith("DynamoDB does not answer at http://no-such-host.invalid:8000");
    }

    @Test
    void whatIsNoDynamoDbIsSaidToBeNone() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, 2);
            exchange.getResponseBody().write(new byte[] {'n', 'o'});
            exchange.close();
        });
        other.start();
        String address = "http://127.0.0.1:" + other.getAddress().getPort();
        int code = execute("tokens", "create", "--role", "admin", "--name", "a", "--endpoint", address);
        other.stop(0);

        assertThat(code).isEqualTo(1);
        assertThat(said(err).lines()).singleElement().asString().contains(address, "no DynamoDB", "404");
        assertThat(said(out)).isEmpty();
    }

    @Test
    void theHelpSaysWhereTokensGo() {
        assertThat(execute("tokens", "create", "--help")).isZero();
        assertThat(said(out))
                .contains("--role", "submitter, reader, operator, admin", "--expires-in", "P90D", "--table", "AWS");
        assertThat(execute("tokens", "--help")).isZero();
        assertThat(said(out)).contains("create", "list", "revoke");
    }

    private String created(String... options) {
        assertThat(atHost("create", options)).isZero();
        return said(out).lines().reduce((first, last) -> last).orElseThrow();
    }

    private static String idOf(String token) {
        return token.substring("offstage_".length(), token.indexOf('_', "offstage_".length()));
    }

    private int atHost(String action, String... options) {
        List<String> all = new java.util.ArrayList<>(List.of("tokens", action));
        all.addAll(List.of(options));
        all.addAll(List.of("--endpoint", api.address().toString()));
        return execute(all.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        return Main.execute(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
