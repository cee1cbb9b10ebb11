package dev.offstage.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** As much of S3 as payloads need: objects are put, got and deleted; each remembers the tags that it was put with. */
final class LocalS3 implements AutoCloseable {
    private static final byte[] NO_SUCH_KEY =
            "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>None.</Message></Error>"
                    .getBytes(StandardCharsets.UTF_8);

    /** By path: {@code /<bucket>/<key>}. */
    final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    /** The tags of what was put, as the header has them; empty for none. */
    final Map<String, String> tags = new ConcurrentHashMap<>();

    private final HttpServer server;

    LocalS3() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("No port is free.", e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        byte[] body = call.getRequestBody().readAllBytes();
        switch (call.getRequestMethod()) {
            case "PUT" -> {
                objects.put(path, body);
                String tagging = call.getRequestHeaders().getFirst("x-amz-tagging");
                tags.put(path, tagging == null ? "" : tagging);
                send(call, 200, new byte[0]);
            }
            case "DELETE" -> {
                objects.remove(path);
                send(call, 204, new byte[0]);
            }
            default -> {
                byte[] object = objects.get(path);
                send(call, object == null ? 404 : 200, object == null ? NO_SUCH_KEY : object);
            }
        }
    }

    private static void send(HttpExchange call, int status, byte[] body) throws IOException {
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
