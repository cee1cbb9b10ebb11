package dev.offstage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.offstage.local.http.Porter;
import dev.offstage.local.queue.QueueServer;
import dev.offstage.local.template.Stack;
import dev.offstage.local.template.TemplateReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

@Timeout(60)
class StoresTest {
    @SuppressWarnings("NullAway.Init") // Set before all tests.
    private static Stack stack;

    @SuppressWarnings("NullAway.Init") // Set before all tests.
    private static Emulators emulators;

    @BeforeAll
    static void start() throws Exception {
        stack = TemplateReader.read("shop", TestTemplate.real(), Map.of());
        emulators = Emulators.start(stack, "127.0.0.1", 0, null, Porter.ofStores(Set.of("Stores.test")));
    }

    @AfterAll
    static void stop() {
        emulators.close();
    }

    @Test
    void theUrlOfAQueueBeginsWithTheAddressThatTheCallerUsed() {
        for (String host : new String[] {"localhost", "127.0.0.1"}) {
            URI address = emulators.endpointsAt(host).queues();
            try (SqsClient client = Provision.sqs(address, Provision.KEY)) {
                assertThat(client.getQueueUrl(ask -> ask.queueName("shop-low")).queueUrl())
                        .isEqualTo(address + "/" + Stack.ACCOUNT + "/shop-low");
            }
        }
    }

    @Test
    void queuesAndTablesServeNoPagesAndNoNamesOfOthers() throws Exception {
        for (URI store :
                List.of(emulators.endpoints().queues(), emulators.endpoints().tables())) {
            String own = store.getAuthority();

            assertThat(status(store, "POST", own, "")).isEqualTo(400);
            assertThat(status(store, "POST", "stores.test", "")).isEqualTo(400);
            assertThat(status(store, "POST", "evil.example", "")).isEqualTo(421);
            assertThat(status(store, "POST", own, "Origin: http://evil.example\r\n"))
                    .isEqualTo(403);
            assertThat(status(store, "POST", own, "Sec-Fetch-Site: cross-site\r\n"))
                    .isEqualTo(403);
            assertThat(status(store, "OPTIONS", own, "Origin: http://evil.example\r\n"))
                    .isEqualTo(403);
        }
    }

    @Test
    void noLinkGivesTheQueuesAnOrder() throws Exception {
        URI queues = emulators.endpoints().queues();

        assertThat(status(queues, "GET", queues.getAuthority(), "")).isEqualTo(403);
    }

    @Test
    void manyPollsWaitAtTheDoorAtOnce() {
        URI address = emulators.endpoints().queues();
        String url = address + "/" + Stack.ACCOUNT + "/shop-low";
        try (SqsClient client = Provision.sqs(address, Provision.KEY);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> polls = IntStream.range(0, 60)
                    .mapToObj(poll -> callers.submit(() -> client.receiveMessage(
                                    receive -> receive.queueUrl(url).waitTimeSeconds(2))
                            .messages()
                            .isEmpty()))
                    .toList();

            assertThat(polls)
                    .allSatisfy(
                            poll -> assertThat(poll.get(15, TimeUnit.SECONDS)).isTrue());
        }
    }

    @Test
    void theQueuesBehindTheDoorAreNotWherePagesLook() throws Exception {
        try (QueueServer hidden = QueueServer.start(null, Stack.REGION, Stack.ACCOUNT);
                QueueServer other = QueueServer.start(null, Stack.REGION, Stack.ACCOUNT)) {
            // Where there is one loopback address alone, nothing can be hidden by it.
            assumeThat(hidden.host()).isNotEqualTo("127.0.0.1");
            assertThat(hidden.host()).startsWith("127.").isNotEqualTo(other.host());
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), hidden.port()))
                    .isInstanceOf(IOException.class);
        }
    }

    private static int status(URI address, String method, String host, String header) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            String request = method + " / HTTP/1.1\r\nHost: " + host + "\r\n" + header
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
        }
    }

    @Test
    void whatIsMissingInAnotherEmulatorIsMadeOnceAndTakenAgain() throws Exception {
        Stack other = TemplateReader.read("other", TestTemplate.real(), Map.of());

        assertThat(OtherStores.ensure(other, emulators.endpoints()))
                .isEqualTo(OtherStores.ensure(other, emulators.endpoints()));
        try (SqsClient client = Provision.sqs(emulators.endpoints().queues(), Provision.KEY)) {
            assertThat(client.listQueues(list -> list.queueNamePrefix("other-")).queueUrls())
                    .hasSameSizeAs(other.queues());
        }
        assertThat(other.tables()).allSatisfy(table -> assertThat(table.name()).startsWith("other-"));
    }

    @Test
    void functionsInContainersAreToldWhereQueuesAndTablesAre(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("variables.json");

        SamEnvironment.write(
                file, stack, new Endpoints(URI.create("http://172.17.0.1:1"), URI.create("http://172.17.0.1:2")));

        String variables = "{\"DYNAMODB_ENDPOINT\":\"http://172.17.0.1:2\","
                + "\"QUEUE_DEFAULT_URL\":\"http://172.17.0.1:1/000000000000/shop-default\","
                + "\"QUEUE_HIGH_URL\":\"http://172.17.0.1:1/000000000000/shop-high\","
                + "\"QUEUE_LOW_URL\":\"http://172.17.0.1:1/000000000000/shop-low\","
                + "\"SQS_ENDPOINT\":\"http://172.17.0.1:1\",\"TASKS_TABLE\":\"shop-TasksTable\"}";
        assertThat(stack.functions())
                .hasSizeGreaterThan(3)
                // The others count what the queues gave up, too.
                .filteredOn(function -> !function.environment().containsKey("QUEUE_LOW_DEAD_LETTERS_URL"))
                .allSatisfy(function ->
                        assertThat(Files.readString(file)).contains("\"" + function.id() + "\":" + variables));
        assertThat(Files.readString(file))
                .contains("\"QUEUE_LOW_DEAD_LETTERS_URL\":\"http://172.17.0.1:1/000000000000/shop-low-dead-letters\"");
    }

    @Test
    void thePrintSaysWhoReachesThemAndEndsWithTheReadyLine() {
        assertThat(print("127.0.0.1")).contains("Only this machine reaches them");
        assertThat(print("0.0.0.0"))
                .contains("Whoever reaches any address of this machine can read, change and delete")
                .contains("  table shop-TasksTable\n")
                .endsWith("offstage-local stores are ready: SQS "
                        + emulators.endpoints().queues() + ", DynamoDB "
                        + emulators.endpoints().tables() + "\n");
    }

    private static String print(String host) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StoresPrint.print(new PrintStream(out, true, StandardCharsets.UTF_8), stack, host, emulators.endpoints());
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void allAddressesOfThisMachineAreReachedByTheLoopbackOne() {
        assertThat(Endpoints.at("0.0.0.0", 9324)).hasToString("http://127.0.0.1:9324");
        assertThat(Endpoints.at("::1", 9324)).hasToString("http://[::1]:9324");
        assertThat(Endpoints.at("172.17.0.1", 9324)).hasToString("http://172.17.0.1:9324");
    }
}
