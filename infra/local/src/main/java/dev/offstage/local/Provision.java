package dev.offstage.local;

import dev.offstage.local.queue.Queues;
import dev.offstage.local.table.Tables;
import dev.offstage.local.template.Stack;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes what a stack needs where it is not there yet. */
final class Provision {
    /** The key that LocalStack takes for its usual account; the emulators of this host take any. */
    static final String KEY = "test";

    private Provision() {}

    static void queues(Stack stack, URI address) throws StartException {
        try (SqsClient client = sqs(address, KEY)) {
            Queues.ensure(client, stack.queues());
        } catch (SdkClientException e) {
            throw new StartException("No queues answer at " + address + " (" + e.getMessage() + ").");
        }
    }

    static void tables(Stack stack, URI address) throws StartException {
        try (DynamoDbClient client = dynamo(address)) {
            stack.tables().forEach(table -> Tables.ensure(client, table));
        } catch (SdkClientException e) {
            throw new StartException("No tables answer at " + address + " (" + e.getMessage() + ").");
        }
    }

    private static DynamoDbClient dynamo(URI address) {
        return DynamoDbClient.builder()
                .endpointOverride(address)
                .region(Region.of(Stack.REGION))
                .credentialsProvider(credentials(KEY))
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .build();
    }

    /**
     * A client of the queues at {@code address}.
     *
     * @param key the access key id to come with
     */
    static SqsClient sqs(URI address, String key) {
        return SqsClient.builder()
                .endpointOverride(address)
                .region(Region.of(Stack.REGION))
                .credentialsProvider(credentials(key))
                .httpClientBuilder(AwsCrtHttpClient.builder().maxConcurrency(256))
                .overrideConfiguration(config -> config.apiCallAttemptTimeout(Duration.ofSeconds(60)))
                .build();
    }

    private static StaticCredentialsProvider credentials(String key) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, KEY));
    }
}
