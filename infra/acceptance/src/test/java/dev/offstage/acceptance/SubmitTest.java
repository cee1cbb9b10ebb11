package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One task or many come in. */
@Order(5)
@ExtendWith({HostLog.class, SharedStage.class})
class SubmitTest {
    /** What every task is told with. */
    static final Set<String> TASK = Set.of(
            "id",
            "type",
            "queue",
            "state",
            "args",
            "attempt",
            "retries",
            "createdAt",
            "notBefore",
            "expiresAt",
            "startedAt",
            "finishedAt",
            "progress",
            "attempts",
            "result",
            "error",
            "blocked",
            "deduplicated",
            "parent",
            "schedule",
            "tags",
            "links");

    private final Jobs jobs;

    SubmitTest(Jobs jobs) {
        this.jobs = jobs;
    }

    @Test
    void anAcceptedTaskSaysWhereItIs() {
        Reply reply = jobs.post(Job.echo("hi"));

        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        assertThat(reply.header("content-type")).startsWith("application/json");
        Node task = reply.json();
        assertThat(task.names()).isEqualTo(TASK);
        assertThat(task.at("type").text()).isEqualTo("demo-echo");
        assertThat(task.at("queue").text()).isEqualTo("default");
        assertThat(task.at("state").text()).isEqualTo("queued");
        assertThat(task.at("args").at("message").text()).isEqualTo("hi");
        assertThat(task.at("attempt").text()).isEqualTo("0");
        assertThat(task.at("retries").text()).isEqualTo("3");
        assertThat(task.at("createdAt").text()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(task.at("deduplicated").value()).isEqualTo(false);
        assertThat(task.at("tags").list()).isEmpty();
        assertThat(task.at("attempts").list()).isEmpty();
        for (String nothing :
                List.of("startedAt", "finishedAt", "expiresAt", "result", "error", "blocked", "progress", "parent")) {
            assertThat(task.at(nothing).isNull()).as(nothing).isTrue();
        }
        assertThat(reply.header("location"))
                .isEqualTo("/v1/tasks/" + task.at("id").text())
                .isEqualTo(task.at("links").at("self").text());
        assertThat(reply.header("retry-after")).matches("\\d+");
    }

    @Test
    void anEchoSucceedsWithItsMessage() {
        Node task = jobs.endedAs("succeeded", jobs.submit(Job.echo("Grüße \"an\" alle \u2603")));

        assertThat(task.names()).isEqualTo(TASK);
        assertThat(task.at("result").text()).isEqualTo("Grüße \"an\" alle \u2603");
        assertThat(task.at("attempt").text()).isEqualTo("1");
        assertThat(task.at("finishedAt").time())
                .isAfterOrEqualTo(task.at("startedAt").time());
    }

    @Test
    void absentAndNullAreTheSame() {
        Job job = Job.echo("null");
        for (String option : List.of(
                "queue",
                "delay",
                "notBefore",
                "expiresAt",
                "retries",
                "retryFor",
                "backoff",
                "timeLimit",
                "keepResult",
                "keepFailure",
                "unique",
                "tags",
                "onFailure")) {
            job = job.with(option, null);
        }
        assertThat(jobs.accepted(job).at("queue").text()).isEqualTo("default");
    }

    @Test
    void manyAreAcceptedAndRejectedByIndex() {
        Reply reply = jobs.batch(List.of(
                Job.echo("first").body(),
                Map.of("type", "demo-echo", "args", Map.of("mesage", "typo")),
                Map.of("type", "no-such-type", "args", Map.of()),
                Job.echo("last").with("delay", 3600).body(),
                "text",
                Job.echo("x").with("retries", -1).body()));

        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        assertThat(reply.json().names()).isEqualTo(Set.of("accepted", "rejected"));
        List<Node> accepted = reply.json().at("accepted").list();
        assertThat(accepted)
                .extracting(entry ->
                        entry.at("index").text() + " " + entry.at("state").text())
                .containsExactly("0 queued", "3 scheduled");
        assertThat(accepted).allSatisfy(entry -> assertThat(entry.names()).isEqualTo(Set.of("index", "id", "state")));
        assertThat(reply.header("location"))
                .isEqualTo("/v1/tasks/" + accepted.getFirst().at("id").text());
        assertThat(reply.header("retry-after")).matches("\\d+");
        isRejected(reply.json().at("rejected").list());
        jobs.endedAs("succeeded", accepted.getFirst().at("id").text());
        assertThat(jobs.cancel(accepted.get(1).at("id").text()).status()).isEqualTo(200);
    }

    private static void isRejected(List<Node> rejected) {
        assertThat(rejected)
                .extracting(entry -> entry.at("index").text() + " "
                        + entry.at("problem").at("status").text())
                .containsExactly("1 422", "2 404", "4 422", "5 422");
        assertThat(rejected).allSatisfy(entry -> {
            assertThat(entry.names()).isEqualTo(Set.of("index", "problem"));
            assertThat(entry.at("problem").at("type").text()).startsWith("/problems/");
            assertThat(entry.at("problem").at("detail").text()).isNotBlank();
        });
        assertThat(pointers(rejected.getFirst()))
                .isNotEmpty()
                .allMatch(pointer -> pointer.startsWith("/tasks/1/args/"))
                .contains("/tasks/1/args/mesage");
        assertThat(pointers(rejected.get(3))).containsExactly("/tasks/5/retries");
    }

    private static List<String> pointers(Node rejected) {
        return rejected.at("problem").at("errors").list().stream()
                .map(error -> error.at("pointer").text())
                .toList();
    }

    @Test
    void aBatchWithNothingValidIsRefused() {
        Problems.check(jobs.batch(List.of()), 422);
        Reply reply = jobs.batch(Job.of("demo-echo", Map.of()), Job.of("demo-echo", Map.of("message", 5)));
        Problems.check(reply, 422);
        assertThat(reply.json().at("errors").list())
                .extracting(error -> error.at("pointer").text())
                .contains("/tasks/0/args/message", "/tasks/1/args/message");
    }

    @Test
    void aThousandTasksAreAcceptedInOneRequestAndOneMoreIsTooMany() {
        String tag = Jobs.word();
        List<Job> thousand = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            thousand.add(Job.echo(String.valueOf(i)).with("tags", List.of(tag)));
        }
        List<String> ids = jobs.submit(thousand);
        assertThat(ids).hasSize(1_000).doesNotHaveDuplicates();
        for (int i : List.of(0, 499, 999)) {
            assertThat(jobs.endedAs("succeeded", ids.get(i)).at("result").text())
                    .isEqualTo(String.valueOf(i));
        }

        thousand.add(Job.echo("one too many"));
        Problems.check(jobs.batch(thousand.stream().map(Job::body).toList()), 413);
    }

    @Test
    void whatIsTooLargeIsRefused() {
        Problems.check(jobs.post(Job.echo("x".repeat(300_000))), 413);
        Problems.check(jobs.batch(Job.echo("x".repeat(1_100_000))), 413);
        // 256 KB of body are taken, 200 KB of arguments are not where no bucket takes them.
        Reply noBucket = jobs.post(Job.echo("x".repeat(210_000)));
        Problems.check(noBucket, 413);
        assertThat(noBucket.json().at("detail").text()).contains("204800", "bucket");
    }

    @Test
    void longArgumentsComeBackWhole() {
        String message = "long ".repeat(20_000);
        String id = jobs.submit(Job.echo(message));
        Node task = jobs.endedAs("succeeded", id);
        assertThat(task.at("args").at("message").text()).isEqualTo(message);
        assertThat(task.at("result").text()).isEqualTo(message);
    }
}
