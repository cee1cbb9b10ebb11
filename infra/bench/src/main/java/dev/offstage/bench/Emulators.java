package dev.offstage.bench;

import dev.offstage.local.demo.DemoSite;
import dev.offstage.local.queue.QueueServer;
import dev.offstage.local.queue.Queues;
import dev.offstage.local.table.TableServer;
import dev.offstage.local.table.Tables;
import dev.offstage.local.template.FunctionSpec;
import dev.offstage.local.template.Stack;
import dev.offstage.local.template.TemplateReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The template's queues and tables in memory, and a small book site. */
final class Emulators implements AutoCloseable {
    private final FunctionSpec worker;
    private final QueueServer queues;
    private final TableServer tables;
    private final DemoSite books;

    private Emulators(FunctionSpec worker, QueueServer queues, TableServer tables, DemoSite books) {
        this.worker = worker;
        this.queues = queues;
        this.tables = tables;
        this.books = books;
    }

    static Emulators start(Path template) throws Exception {
        Stack stack = TemplateReader.read(Files.readString(template), Map.of());
        FunctionSpec worker = stack.functions().stream()
                .filter(function -> function.id().equals("WorkerFunction"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(template + " has no WorkerFunction."));
        Emulators emulators = new Emulators(
                worker,
                QueueServer.start(null, Stack.REGION, Stack.ACCOUNT),
                TableServer.start(null),
                DemoSite.start());
        try (SqsClient sqs = emulators.sqs();
                DynamoDbClient dynamo = configured(DynamoDbClient.builder(), emulators.tables.address())
                        .httpClientBuilder(AwsCrtHttpClient.builder())
                        .build()) {
            Queues.ensure(sqs, stack.queues());
            stack.tables().forEach(table -> Tables.ensure(dynamo, table));
        }
        return emulators;
    }

    /** The megabytes that the template gives each function. */
    int memory() {
        return worker.memory();
    }

    SqsClient sqs() {
        return configured(SqsClient.builder(), queues.address())
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .build();
    }

    private static <B extends AwsClientBuilder<B, ?>> B configured(B builder, URI address) {
        return builder.endpointOverride(address)
                .region(Region.of(Stack.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")));
    }

    /** The worker's variables as the template says, with books from the small site, without a pace. */
    Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        String address = queues.address().toString();
        worker.environment().forEach((name, value) -> variables.put(name, value.replace(Stack.QUEUE_ORIGIN, address)));
        variables.put("AWS_REGION", Stack.REGION);
        variables.put("AWS_ACCESS_KEY_ID", "bench");
        variables.put("AWS_SECRET_ACCESS_KEY", "bench");
        variables.put("AWS_ENDPOINT_URL_SQS", address);
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", tables.address().toString());
        variables.put("BOOKS_ORIGIN", books.address().toString());
        variables.put("BOOKS_PACE_SECONDS", "0");
        return Map.copyOf(variables);
    }

    @Override
    public void close() {
        books.close();
        queues.close();
        tables.close();
    }
}
