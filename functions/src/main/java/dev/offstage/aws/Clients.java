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
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The SDK's clients as a function needs them. The AWS CRT sends the requests: it spares Java's slow first TLS handshake. */
final class Clients {
    private final Environment environment;
    private final SdkHttpClient http;

    Clients(Environment environment) {
        this.environment = environment;
        this.http = new NativeHttp(AwsCrtHttpClient.builder()
                .maxConcurrency(64)
                .connectionTimeout(Duration.ofSeconds(2))
                .build());
    }

    DynamoDbClient dynamo() {
        return configured(DynamoDbClient.builder(), "DYNAMODB_ENDPOINT", "AWS_ENDPOINT_URL_DYNAMODB")
                .httpClient(http)
                .build();
    }

    SqsClient sqs() {
        return configured(SqsClient.builder(), "SQS_ENDPOINT", "AWS_ENDPOINT_URL_SQS")
                .httpClient(http)
                .build();
    }

    /** For payloads: bodies go as they are, whose way TLS guards, so nothing is counted twice or sent in pieces. */
    S3Client s3() {
        return configured(S3Client.builder(), "S3_ENDPOINT", "AWS_ENDPOINT_URL_S3")
                // An endpoint of one's own, such as an emulation, seldom has a name for each bucket.
                .forcePathStyle(!endpoint("S3_ENDPOINT", "AWS_ENDPOINT_URL_S3").isEmpty())
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .disableS3ExpressSessionAuth(true)
                .httpClient(http)
                .build();
    }

    /**
     * A client that asks once: a mail whose answer was lost may have been taken, so whether to ask again is for its task to decide and
     * count.
     */
    SesV2Client ses() {
        return configured(SesV2Client.builder(), "SES_ENDPOINT", "AWS_ENDPOINT_URL_SESV2")
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(Duration.ofSeconds(10))
                        .build())
                .httpClient(http)
                .build();
    }

    /** The template's own setting comes first; the other is the one that every SDK knows. */
    private <B extends AwsClientBuilder<B, ?>> B configured(B builder, String setting, String usual) {
        String endpoint = endpoint(setting, usual);
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

    private String endpoint(String setting, String usual) {
        return environment.get(setting, environment.get(usual, ""));
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
