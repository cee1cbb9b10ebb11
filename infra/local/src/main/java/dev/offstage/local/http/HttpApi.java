package dev.offstage.local.http;

import dev.offstage.local.function.LocalFunction;
import dev.offstage.local.mail.MailFolder;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP API on a loopback port. */
public final class HttpApi {
    private final Server server;
    private final ServerConnector connector;

    private HttpApi(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts to answer.
     *
     * @param port 0 takes a free one
     * @param tables told to commands that ask
     * @param mails what {@code GET /v1/mails} shows
     * @throws IOException when the port is taken
     */
    public static HttpApi start(
            int port, Collection<LocalFunction> functions, TablesAddress tables, MailFolder mails, InstantSource clock)
            throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(64, 4);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setHttpCompliance(HttpCompliance.RFC9110);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new DoorHandler(
                Porter.OF_API,
                new TablesAddressHandler(
                        tables, new RequestHandler(new Gateway(functions, new MailRoute(mails), clock)))));
        server.setErrorHandler(new MalformedRequestHandler());
        server.setStopTimeout(0);
        connector.open();
        server.start();
        return new HttpApi(server, connector);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** Takes no more connections; requests that run go on. */
    public void close() {
        connector.close();
    }

    /** Ends what is left. */
    public void stop() {
        LifeCycle.stop(server);
    }
}
