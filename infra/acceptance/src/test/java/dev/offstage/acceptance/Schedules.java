package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A caller who makes schedules and follows them. */
final class Schedules {
    private static final String ALL = "/v1/schedules";

    private final Api api;

    Schedules(Api api) {
        this.api = api;
    }

    /** The body of a schedule that echoes. */
    static String echo(String when, String more) {
        return "{\"type\":\"demo-echo\",\"args\":{\"message\":\"m\"},\"when\":" + when + more + "}";
    }

    Reply put(String name, String body) {
        return put(name, body, Map.of());
    }

    Reply put(String name, String body, Map<String, String> headers) {
        var request = api.request(ALL + "/" + name).setHeader("Content-Type", "application/json");
        headers.forEach(request::setHeader);
        return api.send(request.PUT(BodyPublishers.ofString(body)));
    }

    /** A new schedule under a name of its own, which is the answer. */
    String made(String body) {
        String name = Jobs.word();
        Reply reply = put(name, body);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return name;
    }

    Reply get(String name) {
        return api.get(ALL + "/" + name);
    }

    Reply post(String name, String action, String body) {
        return api.post(ALL + "/" + name + "/" + action, body);
    }

    /** What a 200 says of the schedule. */
    Node changed(String name, String action, String body) {
        Reply reply = post(name, action, body);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.json();
    }

    Reply delete(String name) {
        return api.delete(ALL + "/" + name);
    }

    /** The newest lines of the ledger, at most 100. */
    List<Node> firings(String name) {
        Reply reply = api.get(ALL + "/" + name + "/firings?limit=100");
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.json().at("data").list();
    }

    /** Those lines that are due by now and ended so, once there are {@code count} of them that were due after {@code since}. */
    List<Node> firings(String name, String outcome, Instant since, int count) {
        Predicate<Node> counts = firing -> firing.at("outcome").text().equals(outcome)
                && firing.at("dueAt").time().isAfter(since)
                && firing.at("dueAt").time().isBefore(Instant.now());
        return Poll.until(
                count + " firings of " + name + " end as " + outcome,
                Duration.ofSeconds(60),
                () -> firings(name).stream().filter(counts).toList(),
                found -> found.size() >= count);
    }
}
