package dev.offstage.local.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class DynamoClientTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:4566",
                "https://localhost:4566",
                "http://localstack:4566",
                "http://dynamodb.eu-central-1.amazonaws.com"
            })
    void anEmulatorNeverSeesCredentialsOfAws(String endpoint) throws PlaceException {
        Place place = new Place(Place.endpoint(endpoint), "offstage-TasksTable", null);

        assertThat(DynamoClient.credentials(place).resolveCredentials().accessKeyId())
                .isEqualTo("test");
    }

    @Test
    void whatIsEncryptedAndElsewhereMayWantThem() throws PlaceException {
        Place place = new Place(Place.endpoint("https://tables.example.test"), "offstage-TasksTable", null);

        assertThat(DynamoClient.credentials(place)).isNotInstanceOf(StaticCredentialsProvider.class);
    }
}
