package dev.offstage.local;

import dev.offstage.local.queue.QueueServer;
import dev.offstage.local.queue.Queues;
import dev.offstage.local.table.TableServer;
import dev.offstage.local.table.Tables;
import dev.offstage.local.template.Stack;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queues and tables of a stack, both running. */
record Emulators(QueueServer queues, TableServer tables) implements AutoCloseable {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    static Emulators start(Stack stack, @Nullable DataFolder folder) throws Exception {
        FutureTask<TableServer> tables = aside(() -> tables(stack, folder));
        QueueServer queues = QueueServer.start(folder == null ? null : folder.queues(), Stack.REGION, Stack.ACCOUNT);
        try (SqsClient client = sqs(queues.address())) {
            Queues.ensure(client, stack.queues());
        }
        return new Emulators(queues, tables.get());
    }

    private static <T> FutureTask<T> aside(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static TableServer tables(Stack stack, @Nullable DataFolder folder) throws Exception {
        TableServer server = TableServer.start(folder == null ? null : folder.tables());
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(server.address())
                .region(Region.of(Stack.REGION))
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .build()) {
            stack.tables().forEach(table -> Tables.ensure(client, table));
        }
        return server;
    }

    static SqsClient sqs(URI address) {
        return SqsClient.builder()
                .endpointOverride(address)
                .region(Region.of(Stack.REGION))
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(AwsCrtHttpClient.builder().maxConcurrency(256))
                .overrideConfiguration(config -> config.apiCallAttemptTimeout(Duration.ofSeconds(60)))
                .build();
    }

    @Override
    public void close() {
        queues.close();
        tables.close();
    }
}
