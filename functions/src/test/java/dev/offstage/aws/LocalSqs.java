package dev.offstage.aws;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** ElasticMQ in this JVM, started by the first test that asks and listening on the loopback address alone. */
public final class LocalSqs {
    private static final LocalSqs ONLY = new LocalSqs();

    private final URI endpoint;
    private final SqsClient client;

    private LocalSqs() {
        int port = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .start()
                .waitUntilStarted()
                .localAddress()
                .getPort();
        endpoint = URI.create("http://127.0.0.1:" + port);
        client = newClient(endpoint)
                .httpClientBuilder(AwsCrtHttpClient.builder().maxConcurrency(100))
                .build();
    }

    /** Where the one server listens. */
    public static URI endpoint() {
        return ONLY.endpoint;
    }

    /** The client of the one server; never close it. */
    public static SqsClient client() {
        return ONLY.client;
    }

    /** A client of the one server in the making, for tests that change what it sends or gets. */
    public static SqsClientBuilder newClient() {
        return newClient(ONLY.endpoint);
    }

    private static SqsClientBuilder newClient(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    /** Makes an empty standard queue with {@code attributes}; answers its URL. */
    public static String newQueue(Map<QueueAttributeName, String> attributes) {
        return client().createQueue(
                        queue -> queue.queueName("q-" + UUID.randomUUID()).attributes(attributes))
                .queueUrl();
    }
}
