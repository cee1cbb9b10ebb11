package dev.offstage.local.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.local.template.Stack;
import dev.offstage.local.template.TableSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Timeout(120)
class KeptTablesTest {
    static final TableSpec TABLE = new TableSpec(
            "Kept",
            "kept",
            Map.of("pk", "S"),
            List.of(new TableSpec.Key("pk", "HASH")),
            List.of(),
            List.of(),
            Optional.empty());

    private static final int ENOUGH = 200;

    @Test
    void whatWasAcknowledgedOutlivesAKilledProcess(@TempDir Path folder) throws Exception {
        int last = killAfter(ENOUGH, folder);

        try (TableServer server = TableServer.start(folder);
                DynamoDbClient client = client(server)) {
            for (int number = 0; number <= last; number++) {
                Map<String, AttributeValue> key = Map.of("pk", AttributeValue.fromS("item-" + number));
                assertThat(client.getItem(get -> get.tableName(TABLE.name()).key(key))
                                .hasItem())
                        .as("item %d of %d", number, last)
                        .isTrue();
            }
        }
    }

    /** The number of the last item that a writer saw acknowledged before it was killed. */
    private static int killAfter(int items, Path folder) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TableWriter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int last = -1;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("acknowledged ")) {
                    last = Integer.parseInt(line.substring("acknowledged ".length()));
                    if (last == items) {
                        // The handle leaves the output open; what the writer still said counts too.
                        assertThat(writer.toHandle().destroyForcibly()).isTrue();
                    }
                }
            }
        }
        assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(last).isGreaterThanOrEqualTo(items);
        return last;
    }

    static DynamoDbClient client(TableServer server) {
        return DynamoDbClient.builder()
                .endpointOverride(server.address())
                .region(Region.of(Stack.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .build();
    }
}
