package dev.offstage.local.table;

import dev.offstage.local.http.DoorHandler;
import dev.offstage.local.http.Porter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
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
 * DynamoDB Local in this process. Its own starter would listen on every address and report its use to its maker,
 * so it is put into a server of ours.
 */
public final class TableServer implements AutoCloseable {
    private final Server server;
    private final LocalDynamoDBServerHandler handler;
    private final ServerConnector connector;

    private TableServer(@Nullable Path directory, String host, int port, Porter porter) {
        server = new Server(new QueuedThreadPool(64, 8));
        handler = new LocalDynamoDBServerHandler(requests(directory), null);
        server.setHandler(new DoorHandler(porter, new ContextHandler(handler, "/")));
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(3_600_000);
        server.addConnector(connector);
    }

    private static LocalDynamoDBRequestHandler requests(@Nullable Path directory) {
        return directory == null
                ? new LocalDynamoDBRequestHandler(0, true, null, true, false)
                : KeptTables.requests(directory);
    }

    /** Starts the tables as {@link #start(Path, String, int, Porter)} does, on a free loopback port. */
    public static TableServer start(@Nullable Path directory) throws Exception {
        return start(directory, "127.0.0.1", 0, Porter.ofStores(Set.of()));
    }

    /**
     * Starts the tables.
     *
     * @param directory an existing folder that keeps them; null keeps them in memory
     * @param host the address of this machine to listen on
     * @param port 0 takes a free one
     * @param porter says whom they answer
     * @throws IOException when the port is taken or the address is none of this machine
     */
    public static TableServer start(@Nullable Path directory, String host, int port, Porter porter) throws Exception {
        TableServer tables = new TableServer(directory, host, port, porter);
        tables.connector.open();
        tables.server.start();
        return tables;
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** The address for clients on this machine, when it listens on a loopback address or on all of them. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
        handler.close();
    }
}
