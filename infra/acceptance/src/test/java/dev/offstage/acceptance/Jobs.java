package dev.offstage.acceptance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A caller who submits tasks and follows them. */
final class Jobs {
    /** A second, which no test should need, times the number of classes that a busy machine runs at once. */
    static final Duration SOON = Duration.ofSeconds(60);

    private static final int MOST_PAGES = 200;

    private final Api api;

    Jobs(Api api) {
        this.api = api;
    }

    Api api() {
        return api;
    }

    /** A word that no other test uses, for a tag or a message. */
    static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    Reply post(Job job) {
        return api.post("/v1/tasks", job.text());
    }

    /** The task as the answer shows it, which must be 202. */
    Node accepted(Job job) {
        Reply reply = post(job);
        if (reply.status() != 202) {
            throw new AssertionError("Not accepted: " + job.text() + " " + reply);
        }
        return reply.json();
    }

    /** The id of the accepted task. */
    String submit(Job job) {
        return accepted(job).at("id").text();
    }

    Reply batch(Job... jobs) {
        return batch(Arrays.stream(jobs).map(Job::body).toList());
    }

    Reply batch(List<?> tasks) {
        return api.post("/v1/tasks/batch", Node.write(Map.of("tasks", tasks)));
    }

    /** The ids of a batch of which nothing may be rejected. A busy machine may ask to have it repeated. */
    List<String> submit(List<Job> jobs) {
        Api repeating = api.with("Idempotency-Key", word());
        String body = Node.write(Map.of("tasks", jobs.stream().map(Job::body).toList()));
        Reply reply = Poll.until(
                "the batch is answered",
                SOON,
                () -> repeating.post("/v1/tasks/batch", body),
                sent -> sent.status() != 503);
        if (reply.status() != 202 || !reply.json().at("rejected").list().isEmpty()) {
            throw new AssertionError("Not accepted: " + reply);
        }
        return reply.json().at("accepted").list().stream()
                .map(entry -> entry.at("id").text())
                .toList();
    }

    Node task(String id) {
        return api.task(id);
    }

    Node ended(String id) {
        return api.ended(id, SOON);
    }

    Node inState(String state, String id) {
        return api.inState(state, id, SOON);
    }

    /** The task after it ended in {@code state}. */
    Node endedAs(String state, String id) {
        Node task = ended(id);
        if (!task.at("state").text().equals(state)) {
            throw new AssertionError("The task should have ended " + state + ": " + task);
        }
        return task;
    }

    /** The task once a worker has begun it; it may have ended since. */
    Node begun(String id) {
        return Poll.until(
                "the start of " + id,
                SOON,
                () -> task(id),
                task -> !task.at("startedAt").isNull());
    }

    /** The task once it has begun that many attempts. */
    Node attempted(int attempts, String id) {
        return Poll.until(
                attempts + " attempts of " + id,
                SOON,
                () -> task(id),
                task -> task.at("attempts").list().size() >= attempts);
    }

    Reply result(String id) {
        return api.get("/v1/tasks/" + id + "/result");
    }

    Reply cancel(String id) {
        return api.post("/v1/tasks/" + id + "/cancel", "");
    }

    Reply retry(String id) {
        return api.post("/v1/tasks/" + id + "/retry", "");
    }

    Reply retry(String id, Map<String, ?> args) {
        return api.post("/v1/tasks/" + id + "/retry", Node.write(Map.of("args", args)));
    }

    Reply delete(String id) {
        return api.delete("/v1/tasks/" + id);
    }

    /** All entries of all pages of a list, such as {@code /v1/tasks?tag=x}. */
    List<Node> all(String path) {
        List<Node> entries = new ArrayList<>();
        String next = path;
        for (int page = 0; page < MOST_PAGES; page++) {
            Reply reply = api.get(next);
            if (reply.status() != 200) {
                throw new AssertionError("No page of " + next + ": " + reply);
            }
            entries.addAll(reply.json().at("data").list());
            Node cursor = reply.json().at("nextCursor");
            if (cursor.isNull()) {
                return entries;
            }
            next = path + (path.contains("?") ? "&" : "?") + "cursor=" + encoded(cursor.text());
        }
        throw new AssertionError("No end of " + path + " after " + MOST_PAGES + " pages");
    }

    static List<String> ids(List<Node> tasks) {
        return tasks.stream().map(task -> task.at("id").text()).toList();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
