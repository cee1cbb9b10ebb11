package dev.offstage.aws;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The SDK's clients as a function needs them. The AWS CRT sends the requests: it spares Java's slow first TLS handshake. */
final class Clients {
    private final Environment environment;
    private final SdkHttpClient http;

    Clients(Environment environment) {
        this.environment = environment;
        this.http = AwsCrtHttpClient.builder()
                .maxConcurrency(64)
                .connectionTimeout(Duration.ofSeconds(2))
                .build();
    }

    DynamoDbClient dynamo() {
        return configured(DynamoDbClient.builder(), "AWS_ENDPOINT_URL_DYNAMODB")
                .httpClient(http)
                .build();
    }

    SqsClient sqs() {
        return configured(SqsClient.builder(), "AWS_ENDPOINT_URL_SQS")
                .httpClient(http)
                .build();
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder, String endpointVariable) {
        String endpoint = environment.get(endpointVariable, "");
        if (!endpoint.isEmpty()) {
            builder.endpointOverride(URI.create(endpoint));
        }
        return builder.region(Region.of(environment.required("AWS_REGION")))
                .credentialsProvider(credentials())
                .defaultsMode(DefaultsMode.IN_REGION)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(Duration.ofSeconds(2))
                        .apiCallTimeout(Duration.ofSeconds(6))
                        .build());
    }

    /** Under SnapStart credentials come from an endpoint of their own, else from the variables. */
    private AwsCredentialsProvider credentials() {
        if (!environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI", "").isEmpty()) {
            return ContainerCredentialsProvider.create();
        }
        String id = environment.required("AWS_ACCESS_KEY_ID");
        String secret = environment.required("AWS_SECRET_ACCESS_KEY");
        String session = environment.get("AWS_SESSION_TOKEN", "");
        return StaticCredentialsProvider.create(
                session.isEmpty()
                        ? AwsBasicCredentials.create(id, secret)
                        : AwsSessionCredentials.create(id, secret, session));
    }
}
