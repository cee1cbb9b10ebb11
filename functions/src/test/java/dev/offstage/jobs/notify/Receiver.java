package dev.offstage.jobs.notify;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** An HTTP server on loopback that takes notices and answers always the same until it is told another answer. */
final class Receiver implements AutoCloseable {
    /**
     * What came.
     *
     * @param headers by name in any case
     */
    record Came(String method, String path, Map<String, String> headers, String body) {}

    final List<Came> requests = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int status = 204;
    private volatile Map<String, String> headers = Map.of();
    private volatile boolean silent;

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Thread::startVirtualThread);
        server.createContext("/", exchange -> {
            try (exchange) {
                Map<String, String> came = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                exchange.getRequestHeaders().forEach((name, values) -> came.put(name, String.join(", ", values)));
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                requests.add(new Came(
                        exchange.getRequestMethod(), exchange.getRequestURI().toString(), came, body));
                if (silent) {
                    closed.await();
                }
                headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
                exchange.sendResponseHeaders(status, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** From now on every request is answered so. */
    void answers(int code, Map<String, String> more) {
        status = code;
        headers = more;
    }

    /** From now on no request is answered. */
    void isSilent() {
        silent = true;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
