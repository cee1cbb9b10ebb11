package dev.offstage.local.queue;

import dev.offstage.local.http.Porter;
import dev.offstage.local.http.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.function.Function;

/**
 * Listens where callers expect the queues and passes on what the porter lets in. ElasticMQ takes orders from plain
 * forms and links, and gives nobody a place before its routes.
 */
final class QueueDoor {
    private final ActorSystem system;
    private final Porter porter;
    private final String host;
    private final int port;

    /**
     * @param host where the queues listen themselves
     * @param port their port there
     */
    QueueDoor(ActorSystem system, Porter porter, String host, int port) {
        this.system = system;
        this.porter = porter;
        this.host = host;
        this.port = port;
    }

    /**
     * Starts to listen.
     *
     * @param openPort 0 takes a free one
     * @return the port
     */
    int open(String openHost, int openPort) throws IOException, InterruptedException {
        Function<HttpRequest, CompletionStage<HttpResponse>> door = this::answer;
        try {
            return Http.get(system)
                    .newServerAt(openHost, openPort)
                    .bind(door)
                    .toCompletableFuture()
                    .get()
                    .localAddress()
                    .getPort();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(String.valueOf(cause == null ? e.getMessage() : cause.getMessage()), e);
        }
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request) {
        Optional<Refusal> refusal = refusal(request);
        if (refusal.isEmpty()) {
            return Http.get(system).singleRequest(inwards(request));
        }
        var unused = request.discardEntityBytes(system);
        return CompletableFuture.completedStage(HttpResponse.create()
                .withStatus(refusal.get().status())
                .withEntity(
                        ContentTypes.parse(Refusal.TYPE), refusal.get().toJson().getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<Refusal> refusal(HttpRequest request) {
        Optional<Refusal> refusal = porter.refusal(
                name -> request.getHeader(name).map(HttpHeader::value).orElse(null));
        boolean order = request.method().equals(HttpMethods.POST)
                || request.getUri().path().equals("/health");
        return refusal.isPresent() || order ? refusal : Optional.of(Refusal.link());
    }

    /** The header {@code Host} stays: the URLs of queues begin with it. */
    private HttpRequest inwards(HttpRequest request) {
        return request.removeHeader("Connection")
                .removeHeader("Expect")
                // Pekko's own, of the way in.
                .removeHeader("Timeout-Access")
                .withUri(request.getUri().scheme("http").host(host).port(port));
    }
}
