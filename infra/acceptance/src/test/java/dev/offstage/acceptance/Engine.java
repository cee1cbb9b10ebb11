package dev.offstage.acceptance;

import dev.offstage.aws.Wiring;
import dev.offstage.engine.Delivery;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.TaskMessage;
import dev.offstage.engine.TaskQueue;
import dev.offstage.local.call.AwsCalls;
import dev.offstage.local.call.CallLog;
import dev.offstage.local.function.FunctionException;
import dev.offstage.local.function.LocalFunction;
import dev.offstage.local.template.FunctionSpec;
import dev.offstage.local.template.Stack;
import dev.offstage.local.template.TemplateReader;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskDraft;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Functions in this process over the queues and tables of a running host, for what HTTP has no way yet and for what takes
 * minutes otherwise. What they call is recorded as in a host.
 */
final class Engine implements AutoCloseable {
    private final Stack stack;
    private final URI queues;
    private final URI tables;
    private final SqsClient stranger;

    private Engine(Stack stack, URI queues, URI tables) {
        this.stack = stack;
        this.queues = queues;
        this.tables = tables;
        this.stranger = SqsClient.builder()
                .endpointOverride(queues)
                .region(Region.of(Stack.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .build();
    }

    static Engine over(Host host) throws IOException {
        return over(host, Map.of());
    }

    /** @param parameters of the template, as the host has them */
    static Engine over(Host host, Map<String, String> parameters) throws IOException {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("DemoTasks", "true");
        Stack stack = TemplateReader.read(Files.readString(Target.file("template.yaml")), all);
        AwsCalls.record(new CallLog(Recordings.next(), stack));
        return new Engine(stack, host.queues(), host.tables());
    }

    /** A task that the API accepts {@code early} before now, for {@code bookId}. */
    String submit(QueueName queue, String bookId, Duration early, @Nullable Instant notBefore) {
        Wiring api = new Wiring(environment("ApiFunction"), Clock.offset(Clock.systemUTC(), early.negated()));
        return api.enqueuer().submit(spec(queue, bookId, notBefore, null)).id().toString();
    }

    /** A task whose record is stored and whose message was lost. */
    String submitUnsent(QueueName queue, String bookId, @Nullable Instant expiresAt) {
        Wiring api = new Wiring(environment("ApiFunction"), Clock.systemUTC());
        return new Enqueuer(api.store(), api.keys(), new Lossy(), Clock.systemUTC(), new SecureRandom())
                .submit(spec(queue, bookId, null, expiresAt))
                .id()
                .toString();
    }

    private static TaskSpec spec(
            QueueName queue, String bookId, @Nullable Instant notBefore, @Nullable Instant expiresAt) {
        String args = "{\"bookId\":\"" + bookId + "\"}";
        return new TaskDraft("parse-book", TaskPolicy.DEFAULT, args)
                .queue(queue)
                .timeLimit(Duration.ofSeconds(30))
                .notBefore(notBefore)
                .expiresAt(expiresAt)
                .make();
    }

    /** Runs the tick as it will run {@code later} than now. */
    void tick(Duration later) throws FunctionException, InterruptedException {
        invoke("TickFunction", later, "{}");
    }

    /** Runs a function with {@code event} as it will run {@code later} than now. */
    void invoke(String function, Duration later, String event) throws FunctionException, InterruptedException {
        FunctionSpec spec = function(function);
        Clock clock = Clock.offset(Clock.systemUTC(), later);
        var unused = LocalFunction.make(spec, environment(spec.id()), clock).invoke(event);
    }

    /** Puts the task's message where SQS puts what it gives up. */
    void giveUp(QueueName queue, String id) {
        String url = queues + "/" + Stack.ACCOUNT + "/" + Stack.NAME + "-" + queue.wireName() + "-dead-letters";
        String body = TaskMessage.write(TaskId.parse(id).orElseThrow());
        var unused = stranger.sendMessage(send -> send.queueUrl(url).messageBody(body));
    }

    boolean isStored(TaskState state, String id) {
        return new Wiring(environment("ApiFunction"), Clock.systemUTC())
                .store()
                .find(TaskId.parse(id).orElseThrow())
                .filter(task -> task.state() == state)
                .isPresent();
    }

    private FunctionSpec function(String id) {
        return stack.functions().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> environment(String function) {
        Map<String, String> variables = new HashMap<>();
        function(function)
                .environment()
                .forEach((name, value) -> variables.put(name, value.replace(Stack.QUEUE_ORIGIN, queues.toString())));
        variables.put("AWS_REGION", Stack.REGION);
        variables.put("AWS_ACCESS_KEY_ID", function);
        variables.put("AWS_SECRET_ACCESS_KEY", "test");
        variables.put("AWS_ENDPOINT_URL_SQS", queues.toString());
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", tables.toString());
        return Map.copyOf(variables);
    }

    @Override
    public void close() {
        stranger.close();
    }

    /** Says that everything was sent, and sends nothing. */
    private static final class Lossy implements TaskQueue {
        @Override
        public Set<TaskId> send(QueueName queue, List<Message> messages) {
            return Set.of();
        }

        @Override
        public void returnAfter(QueueName queue, Delivery delivery, Duration after) {
            throw new UnsupportedOperationException("Only the enqueuer uses this queue.");
        }

        @Override
        public boolean isEmpty(QueueName queue) {
            throw new UnsupportedOperationException("Only the enqueuer uses this queue.");
        }
    }
}
