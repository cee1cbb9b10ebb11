package dev.offstage.local.queue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.offstage.local.http.Porter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** ElasticMQ in this process. */
public final class QueueServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    /** The host decides when queues stop, not Pekko's own shutdown hook; a long poll may outlast Pekko's usual time-out. */
    private static final Config CONFIG = ConfigFactory.parseMap(Map.ofEntries(
                    Map.entry("pekko.loglevel", "WARNING"),
                    Map.entry("pekko.stdout-loglevel", "OFF"),
                    Map.entry("pekko.log-dead-letters", "off"),
                    Map.entry("pekko.loggers", List.of("org.apache.pekko.event.slf4j.Slf4jLogger")),
                    Map.entry("pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off"),
                    Map.entry("pekko.jvm-shutdown-hooks", "off"),
                    Map.entry("pekko.http.server.request-timeout", "60 s"),
                    Map.entry("pekko.http.server.idle-timeout", "120 s"),
                    Map.entry("pekko.http.server.parsing.illegal-header-warnings", "off"),
                    // Behind the door each poll that waits holds a connection, and no order is given twice.
                    Map.entry("pekko.http.host-connection-pool.max-connections", 1024),
                    Map.entry("pekko.http.host-connection-pool.max-open-requests", 4096),
                    Map.entry("pekko.http.host-connection-pool.max-retries", 0),
                    Map.entry("pekko.http.host-connection-pool.response-entity-subscription-timeout", "30 s")))
            .withFallback(ConfigFactory.defaultReference());

    /** Begins the URLs of queues with the address that the caller used, which may be another one in a container. */
    private static final NodeAddress ASKED = new NodeAddress("http", "*", 0, "");

    private final ActorSystem system;
    private final String host;
    private final int port;

    private QueueServer(ActorSystem system, String host, int port) {
        this.system = system;
        this.host = host;
        this.port = port;
    }

    /**
     * Starts the queues for callers of this process, where no page finds them.
     *
     * @param directory an existing folder that keeps them; null keeps them in memory
     */
    public static QueueServer start(@Nullable Path directory, String region, String account) throws Exception {
        ActorSystem system = ActorSystem.create("queues", CONFIG);
        try {
            String host = HiddenAddress.choose(new SecureRandom());
            return new QueueServer(system, host, listen(system, directory, host, region, account));
        } catch (Exception e) {
            var unused = system.terminate();
            throw e;
        }
    }

    /**
     * Starts the queues for callers elsewhere, behind a door.
     *
     * @param directory an existing folder that keeps them; null keeps them in memory
     * @param host the address of this machine to listen on
     * @param port 0 takes a free one
     * @param porter says whom they answer
     * @throws IOException when the port is taken or the address is none of this machine
     */
    public static QueueServer start(
            @Nullable Path directory, String host, int port, String region, String account, Porter porter)
            throws Exception {
        QueueServer hidden = start(directory, region, account);
        try {
            QueueDoor door = new QueueDoor(hidden.system, porter, hidden.host, hidden.port);
            return new QueueServer(hidden.system, host, door.open(host, port));
        } catch (Exception e) {
            hidden.close();
            throw e;
        }
    }

    private static int listen(ActorSystem system, @Nullable Path directory, String host, String region, String account)
            throws Exception {
        Option<ActorRef> storage =
                directory == null ? Option.empty() : Option.apply(storage(system, new QueueStorage(directory)));
        ActorRef manager = system.actorOf(
                Props.create(QueueManagerActor.class, new NowProvider(), StrictSQSLimits$.MODULE$, storage));
        if (storage.isDefined()) {
            restore(storage.get(), manager);
        }
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(system)
                .withQueueManagerActor(manager)
                .withInterface(host)
                .withPort(0)
                .withServerAddress(ASKED)
                .withAWSRegion(region)
                .withAWSAccountId(account)
                .start();
        return server.waitUntilStarted().localAddress().getPort();
    }

    private static ActorRef storage(ActorSystem system, QueueStorage storage) throws Exception {
        storage.returnMessagesInFlight();
        return system.actorOf(Props.create(
                SqlQueuePersistenceActor.class, storage.config(), scala.collection.immutable.List$.MODULE$.empty()));
    }

    private static void restore(ActorRef storage, ActorRef manager) throws Exception {
        Object answer = Patterns.ask(storage, new QueueEvent.Restore(manager), START)
                .toCompletableFuture()
                .get(START.toSeconds(), TimeUnit.SECONDS);
        if (answer instanceof scala.util.Left<?, ?> refused) {
            throw new IllegalStateException("The stored queues could not be read: " + refused.value());
        }
    }

    public int port() {
        return port;
    }

    /** The address that they listen on. */
    public String host() {
        return host;
    }

    /** The address for clients on this machine, unless they listen on all addresses. */
    public URI address() {
        return URI.create("http://" + host + ":" + port);
    }

    /** Ends without waiting for receives that still wait; what was promised is in the file already. */
    @Override
    public void close() {
        system.terminate();
    }
}
