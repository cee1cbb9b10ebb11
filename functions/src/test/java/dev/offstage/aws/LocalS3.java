package dev.offstage.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** As much of S3 as payloads need: objects are put, got and deleted; each remembers the tags that it was put with. */
final class LocalS3 implements AutoCloseable {
    private static final byte[] NO_SUCH_KEY =
            "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>None.</Message></Error>"
                    .getBytes(StandardCharsets.UTF_8);

    /** By path: {@code /<bucket>/<key>}. */
    final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    /** The tags of what was put, as the header has them; empty for none. */
    final Map<String, String> tags = new ConcurrentHashMap<>();

    /** When all objects are said to be stored. */
    volatile Instant storedAt = Instant.EPOCH;

    private static final int PAGE = 2;

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
                String query = call.getRequestURI().getRawQuery();
                if (query != null && query.contains("list-type=2")) {
                    send(call, 200, list(path.replaceAll("/$", ""), query).getBytes(StandardCharsets.UTF_8));
                    return;
                }
                byte[] object = objects.get(path);
                send(call, object == null ? 404 : 200, object == null ? NO_SUCH_KEY : object);
            }
        }
    }

    /** Two keys at once, so that a handful takes several calls. */
    private String list(String bucket, String query) {
        Map<String, String> asked = Arrays.stream(query.split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
        List<String> keys = objects.keySet().stream()
                .filter(path -> path.startsWith(bucket + "/" + asked.getOrDefault("prefix", "")))
                .map(path -> path.substring(bucket.length() + 1))
                .filter(key -> key.compareTo(asked.getOrDefault("start-after", "")) > 0)
                .sorted()
                .toList();
        String contents = keys.stream()
                .limit(PAGE)
                .map(key -> "<Contents><Key>" + key + "</Key><LastModified>" + storedAt + "</LastModified></Contents>")
                .collect(Collectors.joining());
        return "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>" + (keys.size() > PAGE) + "</IsTruncated>"
                + contents + "</ListBucketResult>";
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
