package dev.offstage.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

class LocalDynamoTest {
    private final DynamoDbClient client = LocalDynamo.client();

    @Test
    void everyTableIsNewAndKeepsWhatItIsGiven() {
        String table = LocalDynamo.newTable();
        Map<String, AttributeValue> item = Map.of(
                "pk", AttributeValue.fromS("a"),
                "sk", AttributeValue.fromS("b"),
                "gpk", AttributeValue.fromS("c"),
                "gsk", AttributeValue.fromS("d"));
        PutItemResponse put = client.putItem(request -> request.tableName(table).item(item));

        assertThat(put.sdkHttpResponse().isSuccessful()).isTrue();
        assertThat(client.scan(request -> request.tableName(table)).items()).containsExactly(item);
        assertThat(client.scan(request -> request.tableName(table).indexName("open"))
                        .items())
                .hasSize(1);
        assertThat(client.scan(request -> request.tableName(LocalDynamo.newTable()))
                        .items())
                .isEmpty();
    }
}
