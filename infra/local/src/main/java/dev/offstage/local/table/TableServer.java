package dev.offstage.local.table;

import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local on a free loopback port. Its own starter would listen on every address and report its use to its maker,
 * so it is put into a server of ours.
 */
public final class TableServer implements AutoCloseable {
    private final Server server;
    private final LocalDynamoDBServerHandler handler;
    private final ServerConnector connector;

    private TableServer(@Nullable Path directory) {
        server = new Server(new QueuedThreadPool(64, 8));
        handler = new LocalDynamoDBServerHandler(requests(directory), "*");
        server.setHandler(new ContextHandler(handler, "/"));
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(3_600_000);
        server.addConnector(connector);
    }

    private static LocalDynamoDBRequestHandler requests(@Nullable Path directory) {
        return directory == null
                ? new LocalDynamoDBRequestHandler(0, true, null, true, false)
                : KeptTables.requests(directory);
    }

    /**
     * Starts the tables.
     *
     * @param directory an existing folder that keeps them; null keeps them in memory
     */
    public static TableServer start(@Nullable Path directory) throws Exception {
        TableServer tables = new TableServer(directory);
        tables.server.start();
        return tables;
    }

    /** The address for clients. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
        handler.close();
    }
}
