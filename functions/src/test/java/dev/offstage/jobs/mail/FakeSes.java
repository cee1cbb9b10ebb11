package dev.offstage.jobs.mail;

import com.fasterxml.jackson.jr.stree.JrsValue;
import com.sun.net.httpserver.HttpServer;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that answers as SES v2 does, always the same until it is told another answer. */
final class FakeSes implements AutoCloseable {
    /** What was asked for, in its order. */
    final List<JrsValue> requests = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private volatile int status = 200;
    private volatile String error = "";
    private volatile String body = "{\"MessageId\":\"m-1\"}";

    FakeSes() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v2/email/outbound-emails", exchange -> {
            try (exchange) {
                requests.add(Json.parse(exchange.getRequestBody()));
                byte[] answer = body.getBytes(StandardCharsets.UTF_8);
                if (!error.isEmpty()) {
                    exchange.getResponseHeaders().add("x-amzn-ErrorType", error);
                }
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(status, answer.length);
                exchange.getResponseBody().write(answer);
            } catch (UnreadableJsonException e) {
                throw new AssertionError(e);
            }
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on every request is refused so. */
    void refuse(int code, String exception, String message) {
        status = code;
        error = exception;
        body = Json.object().put("message", message).toText();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
