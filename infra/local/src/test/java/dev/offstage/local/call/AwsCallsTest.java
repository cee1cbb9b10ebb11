package dev.offstage.local.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.local.TestTemplate;
import dev.offstage.local.mail.MailFolder;
import dev.offstage.local.mail.MailServer;
import dev.offstage.local.table.TableServer;
import dev.offstage.local.template.Privilege;
import dev.offstage.local.template.Stack;
import dev.offstage.local.template.TemplateReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;

@Timeout(60)
class AwsCallsTest {
    private static final Map<String, AttributeValue> KEY = Map.of("pk", AttributeValue.fromS("a"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path folder;

    /** The tables need not even be there: what counts is what was asked. */
    @Test
    void aCallIsNotedOnceByTheFunctionWhoseKeySignedIt() throws Exception {
        Path file = folder.resolve("calls");
        Stack stack = TemplateReader.read(TestTemplate.real(), Map.of());
        AwsCalls.record(new CallLog(file, stack));
        try (TableServer server = TableServer.start(null);
                DynamoDbClient tick = client(server, "TickFunction");
                DynamoDbClient other = client(server, "someone")) {
            refused(() ->
                    tick.getItem(get -> get.tableName("offstage-TasksTable").key(KEY)));
            refused(() ->
                    tick.getItem(get -> get.tableName("offstage-TasksTable").key(KEY)));
            refused(() -> tick.query(query -> query.tableName("offstage-TasksTable")
                    .indexName("open")
                    .keyConditionExpression("gpk = :a")
                    .expressionAttributeValues(Map.of(":a", AttributeValue.fromS("a")))));
            refused(() -> tick.batchGetItem(get -> get.requestItems(Map.of(
                    "elsewhere", KeysAndAttributes.builder().keys(List.of(KEY)).build()))));
            refused(() ->
                    other.getItem(get -> get.tableName("offstage-TasksTable").key(KEY)));
        }

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"function\":\"TickFunction\",\"action\":\"dynamodb:GetItem\",\"resource\":\"TasksTable\"}",
                        "{\"function\":\"TickFunction\",\"action\":\"dynamodb:Query\",\"resource\":\"TasksTable/index/open\"}",
                        "{\"function\":\"TickFunction\",\"action\":\"dynamodb:BatchGetItem\",\"resource\":\"elsewhere\"}");
        assertThat(Privilege.read(Files.readAllLines(file).getFirst()))
                .contains(new Privilege("TickFunction", "dynamodb:GetItem", "TasksTable"));
        assertThat(List.of("{\"function\":\"Tick", "{}", ""))
                .allSatisfy(line -> assertThat(Privilege.read(line)).isEmpty());
    }

    @Test
    void aMailIsNotedAsWhatSesAsksFor() throws Exception {
        Path file = folder.resolve("mails");
        AwsCalls.record(new CallLog(file, TemplateReader.read(TestTemplate.real(), Map.of())));
        try (MailServer server = MailServer.start(new MailFolder(folder, InstantSource.system()));
                SesV2Client worker = SesV2Client.builder()
                        .endpointOverride(server.address())
                        .region(Region.of(Stack.REGION))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("WorkerFunction", "local")))
                        .httpClientBuilder(AwsCrtHttpClient.builder())
                        .build()) {
            assertThatThrownBy(() -> worker.sendEmail(mail -> {})).isInstanceOf(BadRequestException.class);
        }

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"function\":\"WorkerFunction\",\"action\":\"ses:SendEmail\",\"resource\":\"identity/*\"}",
                        "{\"function\":\"WorkerFunction\",\"action\":\"ses:SendEmail\",\"resource\":\"configuration-set/*\"}");
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ResourceNotFoundException.class);
    }

    private static DynamoDbClient client(TableServer server, String key) {
        return DynamoDbClient.builder()
                .endpointOverride(server.address())
                .region(Region.of(Stack.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "local")))
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .build();
    }
}
