package dev.offstage.local.mail;

import dev.offstage.local.http.DoorHandler;
import dev.offstage.local.http.Porter;
import java.net.URI;
import java.util.Set;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** SES v2 on a free loopback port. It sends nothing. */
public final class MailServer implements AutoCloseable {
    private final Server server;
    private final ServerConnector connector;

    private MailServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /** Starts to take mails into {@code folder}. */
    public static MailServer start(MailFolder folder) throws Exception {
        Server server = new Server(new QueuedThreadPool(32, 4));
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new DoorHandler(Porter.ofStores(Set.of()), new SesHandler(folder)));
        server.start();
        return new MailServer(server, connector);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
