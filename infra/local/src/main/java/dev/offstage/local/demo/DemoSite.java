package dev.offstage.local.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the synthetic book pages of the demonstration on a loopback port, a little slowly, as a site does. */
public final class DemoSite implements AutoCloseable {
    private static final Pattern BOOK = Pattern.compile("/book/show/(\\d{1,18})(?:[.-].*)?");
    private static final long DELAY = TimeUnit.MILLISECONDS.toNanos(200);

    private final HttpServer server;
    private final ExecutorService threads;

    private DemoSite(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    public static DemoSite start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", DemoSite::answer);
        server.start();
        return new DemoSite(server, threads);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        LockSupport.parkNanos(DELAY);
        String path = exchange.getRequestURI().getPath();
        Matcher book = BOOK.matcher(path);
        Optional<byte[]> page = book.matches() ? page(book.group(1)) : Optional.empty();
        if (path.equals("/robots.txt")) {
            send(exchange, 200, "text/plain", "User-agent: *\nDisallow: /private/\n".getBytes(StandardCharsets.UTF_8));
        } else if (page.isPresent()) {
            send(exchange, 200, "text/html; charset=utf-8", page.get());
        } else {
            byte[] text = "<!DOCTYPE html><title>Page not found</title>".getBytes(StandardCharsets.UTF_8);
            send(exchange, 404, "text/html; charset=utf-8", text);
        }
    }

    private static Optional<byte[]> page(String id) throws IOException {
        try (InputStream page = DemoSite.class.getResourceAsStream("pages/" + id + ".html")) {
            return page == null ? Optional.empty() : Optional.of(page.readAllBytes());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
