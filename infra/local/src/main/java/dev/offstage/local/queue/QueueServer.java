package dev.offstage.local.queue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** ElasticMQ on a free loopback port. */
public final class QueueServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    /** The host decides when queues stop, not Pekko's own shutdown hook; a long poll may outlast Pekko's usual time-out. */
    private static final Config CONFIG = ConfigFactory.parseMap(Map.of(
                    "pekko.loglevel", "WARNING",
                    "pekko.stdout-loglevel", "OFF",
                    "pekko.log-dead-letters", "off",
                    "pekko.loggers", java.util.List.of("org.apache.pekko.event.slf4j.Slf4jLogger"),
                    "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off",
                    "pekko.jvm-shutdown-hooks", "off",
                    "pekko.http.server.request-timeout", "60 s",
                    "pekko.http.server.idle-timeout", "120 s",
                    "pekko.http.server.parsing.illegal-header-warnings", "off"))
            .withFallback(ConfigFactory.defaultReference());

    private final ActorSystem system;
    private final URI address;

    private QueueServer(ActorSystem system, SQSRestServer server) {
        this.system = system;
        this.address = URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
    }

    /**
     * Starts the queues.
     *
     * @param directory an existing folder that keeps them; null keeps them in memory
     */
    public static QueueServer start(@Nullable Path directory, String region, String account) throws Exception {
        ActorSystem system = ActorSystem.create("queues", CONFIG);
        Option<ActorRef> storage =
                directory == null ? Option.empty() : Option.apply(storage(system, new QueueStorage(directory)));
        ActorRef manager = system.actorOf(
                Props.create(QueueManagerActor.class, new NowProvider(), StrictSQSLimits$.MODULE$, storage));
        if (storage.isDefined()) {
            restore(storage.get(), manager);
        }
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(system)
                .withQueueManagerActor(manager)
                .withInterface("127.0.0.1")
                .withDynamicPort()
                .withAWSRegion(region)
                .withAWSAccountId(account)
                .start();
        return new QueueServer(system, server);
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

    /** The address for clients. */
    public URI address() {
        return address;
    }

    /** Ends without waiting for receives that still wait; what was promised is in the file already. */
    @Override
    public void close() {
        system.terminate();
    }
}
