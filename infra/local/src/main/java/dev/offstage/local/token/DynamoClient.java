package dev.offstage.local.token;

import dev.offstage.local.http.TablesAddress;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client of DynamoDB, and the region that it asks. */
record DynamoClient(DynamoDbClient client, Region region) {
    /** What emulators take: DynamoDB Local takes anything, LocalStack keeps its usual account for these. */
    private static final AwsCredentialsProvider ANY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(15);

    static DynamoClient ofHost(TablesAddress tables) {
        return make(tables.dynamo(), Region.of(tables.region()), ANY);
    }

    static DynamoClient at(Place place) throws PlaceException {
        return make(place.endpoint(), region(place), credentials(place));
    }

    /** Credentials of AWS go to AWS, or encrypted to an endpoint elsewhere that may well check them. */
    static AwsCredentialsProvider credentials(Place place) throws PlaceException {
        if (place.isAws()) {
            return aws();
        }
        return place.isLoopback() || place.isPlain() ? ANY : emulator();
    }

    private static DynamoClient make(@Nullable URI endpoint, Region region, AwsCredentialsProvider credentials) {
        var builder = DynamoDbClient.builder()
                .region(region)
                .credentialsProvider(credentials)
                .httpClientBuilder(AwsCrtHttpClient.builder().connectionTimeout(ATTEMPT))
                .overrideConfiguration(
                        limits -> limits.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL));
        return new DynamoClient((endpoint == null ? builder : builder.endpointOverride(endpoint)).build(), region);
    }

    private static Region region(Place place) throws PlaceException {
        String given = place.region();
        return given == null ? usualRegion(place.isAws()) : Region.of(given);
    }

    private static Region usualRegion(boolean aws) throws PlaceException {
        try {
            return usual(aws).getRegion();
        } catch (SdkException ignored) {
            throw new PlaceException(
                    "No region is set: give --region, such as --region eu-central-1, or set AWS_REGION.");
        }
    }

    /** An emulator that was started without a region works in the one that the others stand in for. */
    private static AwsRegionProvider usual(boolean aws) {
        return aws
                ? new DefaultAwsRegionProviderChain()
                : new AwsRegionProviderChain(
                        new SystemSettingsRegionProvider(), new AwsProfileRegionProvider(), () -> Region.US_EAST_1);
    }

    private static AwsCredentialsProvider aws() throws PlaceException {
        DefaultCredentialsProvider credentials =
                DefaultCredentialsProvider.builder().build();
        try {
            var unused = credentials.resolveCredentials();
            return credentials;
        } catch (SdkException ignored) {
            throw new PlaceException("No AWS credentials are found. Set AWS_PROFILE or AWS_ACCESS_KEY_ID and"
                    + " AWS_SECRET_ACCESS_KEY; after a single sign-on run:"
                    + " eval \"$(aws configure export-credentials --format env)\".");
        }
    }

    /** Never the metadata service of a machine in the cloud, which an emulator does without. */
    private static AwsCredentialsProvider emulator() {
        return AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(), ProfileCredentialsProvider.create(), ANY);
    }
}
