package dev.offstage.aws;

import static software.amazon.awssdk.services.dynamodb.model.BillingMode.PAY_PER_REQUEST;
import static software.amazon.awssdk.services.dynamodb.model.KeyType.HASH;
import static software.amazon.awssdk.services.dynamodb.model.KeyType.RANGE;
import static software.amazon.awssdk.services.dynamodb.model.ProjectionType.INCLUDE;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import java.net.URI;
import java.util.UUID;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local in this JVM and in memory, started by the first test that asks and listening on the loopback address
 * alone. Made of its parts: its own main class prints a banner, reports to its maker and listens on every address.
 */
public final class LocalDynamo {
    private static final LocalDynamo ONLY = new LocalDynamo();

    private final URI endpoint = start();
    private final DynamoDbClient client = newClient(endpoint)
            .httpClientBuilder(AwsCrtHttpClient.builder().maxConcurrency(100))
            .build();

    private LocalDynamo() {}

    /** Where the one server listens. */
    public static URI endpoint() {
        return ONLY.endpoint;
    }

    /** The client of the one server; never close it. */
    public static DynamoDbClient client() {
        return ONLY.client;
    }

    /** A client of the one server in the making, for tests that change what it sends or gets. */
    public static DynamoDbClientBuilder newClient() {
        return newClient(ONLY.endpoint);
    }

    private static DynamoDbClientBuilder newClient(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    /**
     * Makes an empty table with the keys {@code pk} and {@code sk} and the index {@code open} ({@code gpk}, {@code gsk},
     * with type and queue), all strings; answers its name.
     */
    public static String newTable() {
        CreateTableResponse made = client().createTable(table -> table.tableName("t-" + UUID.randomUUID())
                .billingMode(PAY_PER_REQUEST)
                .attributeDefinitions(string("pk"), string("sk"), string("gpk"), string("gsk"))
                .keySchema(key("pk", HASH), key("sk", RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("open")
                        .keySchema(key("gpk", HASH), key("gsk", RANGE))
                        .projection(kept -> kept.projectionType(INCLUDE).nonKeyAttributes("type", "queue"))
                        .build()));
        return made.tableDescription().tableName();
    }

    private static AttributeDefinition string(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static URI start() {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        try {
            server.setHandler(handler());
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not start", e);
        }
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    private static Handler handler() throws Exception {
        LocalDynamoDBServerHandler api =
                new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, true, null, true, false), null);
        return new DynamoDBProxyServer(0, api).setUpHandler(api);
    }
}
