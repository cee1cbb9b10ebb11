package dev.offstage.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A caller of the API. */
final class Api {
    private static final Set<String> FINAL = Set.of("succeeded", "failed", "cancelled", "expired");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI address;
    private final HttpClient client;
    private final Map<String, String> headers;

    Api(URI address) {
        this(address, clients().build(), Map.of());
    }

    private Api(URI address, HttpClient client, Map<String, String> headers) {
        this.address = address;
        this.client = client;
        this.headers = headers;
    }

    private static HttpClient.Builder clients() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    }

    /** The same caller, who sends this header with each request. */
    Api with(String header, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(header, value);
        return new Api(address, client, all);
    }

    /** The same caller with a token. */
    Api as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** A caller at another address of this machine, which the host counts for itself. */
    Api from(InetAddress source) {
        return new Api(address, clients().localAddress(source).build(), headers);
    }

    URI address() {
        return address;
    }

    /** The link of the book {@code id} as people copy it. */
    static String link(String id) {
        return "https://www.goodreads.com/book/show/" + id;
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    /** How the host is, once it is not too busy to tell in time. */
    Reply health() {
        return Poll.until("the host is well", PATIENCE, () -> get("/"), reply -> reply.status() != 503);
    }

    Reply post(String path, String body) {
        return send(request(path).setHeader("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    Reply delete(String path) {
        return send(request(path).DELETE());
    }

    Reply send(HttpRequest.Builder request) {
        try {
            return Reply.of(client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
        headers.forEach(request::setHeader);
        return request;
    }

    /** Posts links as they are. */
    Reply parse(List<?> links) {
        return post("/parseGoodreadsLinks", Node.write(links));
    }

    /** Posts the links of books; the entries that the answer has for them. */
    List<Node> submit(List<String> ids) {
        Reply reply = parse(ids.stream().map(Api::link).toList());
        if (reply.status() != 202) {
            throw new AssertionError("Not accepted: " + reply);
        }
        return reply.json().at("tasks").list();
    }

    /** Posts the link of one book. */
    Node submit(String id) {
        return submit(List.of(id)).getFirst();
    }

    Reply book(String id) {
        return get("/getBookInfo?url=" + URLEncoder.encode(link(id), StandardCharsets.UTF_8));
    }

    Node task(String taskId) {
        Reply reply = get("/v1/tasks/" + taskId);
        if (reply.status() != 200) {
            throw new AssertionError("No task " + taskId + ": " + reply);
        }
        return reply.json();
    }

    /** The task once it is in a final state. */
    Node ended(String taskId, Duration time) {
        return Poll.until(
                "task " + taskId + " ended",
                time,
                () -> task(taskId),
                task -> FINAL.contains(task.at("state").text()));
    }

    /** The task once it shows {@code state}. */
    Node inState(String state, String taskId, Duration time) {
        return Poll.until(
                "task " + taskId + " is " + state,
                time,
                () -> task(taskId),
                task -> task.at("state").text().equals(state));
    }
}
