package dev.offstage.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.local.RecordingFunction;
import dev.offstage.local.function.LocalFunction;
import dev.offstage.local.template.EventSource.QueueSource;
import dev.offstage.local.template.FunctionSpec;
import dev.offstage.local.template.QueueSpec;
import dev.offstage.local.template.Stack;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

@Timeout(120)
class QueuePollerTest {
    private static final int PATIENCE_SECONDS = 40;

    @SuppressWarnings("NullAway.Init") // Set before all tests.
    private static QueueServer server;

    @SuppressWarnings("NullAway.Init") // Set before all tests.
    private static SqsClient client;

    private final List<QueuePoller> pollers = new ArrayList<>();

    @BeforeAll
    static void startQueues() throws Exception {
        server = QueueServer.start(null, Stack.REGION, Stack.ACCOUNT);
        client = SqsClient.builder()
                .endpointOverride(server.address())
                .region(Region.of(Stack.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(AwsCrtHttpClient.builder().maxConcurrency(50))
                .build();
    }

    @AfterAll
    static void stopQueues() {
        client.close();
        server.close();
    }

    @AfterEach
    void stopPolling() {
        pollers.forEach(QueuePoller::stop);
    }

    @Test
    void onlyTheMessageThatFailedComesBack() throws Exception {
        String url = poll("partial", 6, 1);

        send(url, "fine", "fail");

        BlockingQueue<JrsValue> inbox = RecordingFunction.inbox("partial");
        assertThat(next(inbox, 3)).containsExactlyInAnyOrder("fine 1", "fail 1", "fail 2");
        assertThat(left(url)).isZero();
    }

    @Test
    void theWholeBatchComesBackAfterAnException() throws Exception {
        String url = poll("exception", 7, 5);

        send(url, "fine");
        send(url, "throw");

        BlockingQueue<JrsValue> inbox = RecordingFunction.inbox("exception");
        assertThat(next(inbox, 4)).containsExactlyInAnyOrder("fine 1", "throw 1", "fine 2", "throw 2");
        assertThat(left(url)).isZero();
    }

    @Test
    void aDelayedMessageIsPickedUpWhenItIsDue() throws Exception {
        String url = poll("delayed", 30, 1);

        var unused = client.sendMessage(
                send -> send.queueUrl(url).messageBody("later").delaySeconds(5));
        send(url, "sooner");

        assertThat(next(RecordingFunction.inbox("delayed"), 2)).containsExactly("sooner 1", "later 1");
    }

    @Test
    void aMessageThatWasGivenBackIsPickedUpBeforeItsVisibilityEnds() throws Exception {
        String url = poll("returned", 300, 1);
        send(url, "fail");
        JrsValue message = take(RecordingFunction.inbox("returned"));

        var unused = client.changeMessageVisibility(change -> change.queueUrl(url)
                .receiptHandle(message.path("receiptHandle").asText())
                .visibilityTimeout(1));

        assertThat(next(RecordingFunction.inbox("returned"), 1)).containsExactly("fail 2");
    }

    /** A poller that waits up to {@code windowSeconds} for the second message of a batch. */
    private String poll(String name, int visibilitySeconds, int windowSeconds) throws Exception {
        Queues.ensure(
                client,
                List.of(new QueueSpec(name, name, Map.of("VisibilityTimeout", String.valueOf(visibilitySeconds)))));
        QueueSource source = new QueueSource(name, 2, Duration.ofSeconds(windowSeconds), 2, true);
        FunctionSpec spec = new FunctionSpec(
                name,
                name,
                RecordingFunction.class.getName(),
                1,
                Duration.ofSeconds(30),
                128,
                Map.of(),
                0,
                List.of(source));
        LocalFunction function = LocalFunction.make(spec, Map.of("INBOX", name), Clock.systemUTC());
        String url = client.getQueueUrl(ask -> ask.queueName(name)).queueUrl();
        pollers.add(QueuePoller.start(source, url, function, client, client));
        return url;
    }

    private static void send(String url, String... bodies) {
        List<SendMessageBatchRequestEntry> entries = List.of(bodies).stream()
                .map(body -> SendMessageBatchRequestEntry.builder()
                        .id(body)
                        .messageBody(body)
                        .build())
                .toList();
        assertThat(client.sendMessageBatch(batch -> batch.queueUrl(url).entries(entries))
                        .failed())
                .isEmpty();
    }

    /** Bodies, each with the number of times it has come. */
    private static List<String> next(BlockingQueue<JrsValue> inbox, int count) throws InterruptedException {
        List<String> bodies = new ArrayList<>();
        while (bodies.size() < count) {
            JrsValue message = take(inbox);
            bodies.add(message.path("body").asText() + " "
                    + message.path("attributes").path("ApproximateReceiveCount").asText());
        }
        return bodies;
    }

    private static JrsValue take(BlockingQueue<JrsValue> inbox) throws InterruptedException {
        JrsValue message = inbox.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("the next message").isNotNull();
        return message;
    }

    /** What the queue holds once its pollers have acknowledged, at the latest when patience ends. */
    private static int left(String url) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        int left;
        do {
            var counts = client.getQueueAttributes(ask -> ask.queueUrl(url).attributeNamesWithStrings("All"))
                    .attributesAsStrings();
            left = Integer.parseInt(counts.getOrDefault("ApproximateNumberOfMessages", "0"))
                    + Integer.parseInt(counts.getOrDefault("ApproximateNumberOfMessagesNotVisible", "0"));
        } while (left > 0 && System.nanoTime() < end);
        return left;
    }
}
