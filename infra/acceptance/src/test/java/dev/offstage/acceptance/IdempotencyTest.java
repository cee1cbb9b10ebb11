package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A request that is sent again under its key does nothing twice. */
@Order(8)
@ExtendWith({HostLog.class, SharedStage.class})
class IdempotencyTest {
    private static final String TASKS = "/v1/tasks";

    private final Jobs jobs;

    IdempotencyTest(Jobs jobs) {
        this.jobs = jobs;
    }

    private Reply post(String key, String path, String body) {
        return jobs.api().with("Idempotency-Key", key).post(path, body);
    }

    @Test
    void theSameBodyGetsTheFirstAnswerWithTheTaskAsItIsNow() {
        String key = Jobs.word();
        Reply first = post(key, TASKS, Job.echo("once").text());
        assertThat(first.status()).as(first.toString()).isEqualTo(202);
        String id = first.json().at("id").text();
        jobs.endedAs("succeeded", id);

        Reply again = post(key, TASKS, Job.echo("once").text());

        assertThat(again.status()).as(again.toString()).isEqualTo(202);
        assertThat(again.json().at("id").text()).isEqualTo(id);
        assertThat(again.header("location")).isEqualTo(first.header("location"));
        assertThat(again.json().at("state").text()).isEqualTo("succeeded");
    }

    @Test
    void orderOfMembersAndWhiteSpaceDoNotCount() {
        String key = Jobs.word();
        Reply first = post(
                key,
                TASKS,
                "{\"type\":\"demo-flaky\",\"args\":{\"failures\":0,\"how\":\"retry\"},\"tags\":[\"a\",\"b\"],\"retries\":2}");
        Reply again = post(
                key,
                TASKS,
                "\n{ \"retries\" : 2, \"tags\": [ \"a\", \"b\" ],\t\"args\": {\"how\": \"retry\", \"failures\": 0}, \"type\": \"demo-flaky\" } ");

        assertThat(again.status()).as(again.toString()).isEqualTo(202);
        assertThat(again.json().at("id").text()).isEqualTo(first.json().at("id").text());
    }

    @Test
    void anotherBodyIsRefused() {
        String key = Jobs.word();
        assertThat(post(key, TASKS, Job.echo("one").text()).status()).isEqualTo(202);

        for (Job other : List.of(
                Job.echo("two"),
                Job.echo("one").with("retries", 1),
                Job.echo("one").with("tags", List.of("x")),
                Job.flaky(0, "retry"))) {
            Problems.check(post(key, TASKS, other.text()), 422);
        }
        assertThat(post(key, TASKS, Job.echo("one").text()).status()).isEqualTo(202);
    }

    @Test
    void aKeyIsOfItsRoute() {
        String key = Jobs.word();
        Reply single = post(key, TASKS, Job.echo("one").text());
        Reply batch = post(
                key,
                "/v1/tasks/batch",
                Node.write(Map.of("tasks", List.of(Job.echo("one").body()))));

        assertThat(batch.status()).as(batch.toString()).isEqualTo(202);
        assertThat(batch.json().at("accepted").at(0).at("id").text())
                .isNotEqualTo(single.json().at("id").text());
    }

    @Test
    void aBatchIsRepeatedAsAWhole() {
        String key = Jobs.word();
        String body = Node.write(Map.of(
                "tasks",
                List.of(
                        Job.echo("a").body(),
                        Map.of("type", "demo-echo"),
                        Job.echo("a").body(),
                        Job.echo("b").with("delay", 1).body())));
        Reply first = post(key, "/v1/tasks/batch", body);
        Reply again = post(key, "/v1/tasks/batch", body);

        assertThat(first.status()).as(first.toString()).isEqualTo(202);
        assertThat(again.status()).as(again.toString()).isEqualTo(202);
        List<String> ids = Jobs.ids(first.json().at("accepted").list());
        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
        assertThat(Jobs.ids(again.json().at("accepted").list())).isEqualTo(ids);
        assertThat(again.json().at("rejected").list()).hasSize(1);
        assertThat(again.header("location")).isEqualTo(first.header("location"));
        Problems.check(post(key, "/v1/tasks/batch", body.replace("\"b\"", "\"c\"")), 422);
        ids.forEach(id -> jobs.endedAs("succeeded", id));
    }

    @Test
    void callersAtTheSameInstantMakeOneTask() throws Exception {
        String key = Jobs.word();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Reply>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                answers.add(callers.submit(() -> {
                    start.await();
                    return post(key, TASKS, Job.echo("at once").text());
                }));
            }
            start.countDown();
        }
        List<Reply> replies = new ArrayList<>();
        for (Future<Reply> answer : answers) {
            replies.add(answer.get());
        }

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isIn(202, 409));
        Set<String> ids = replies.stream()
                .filter(reply -> reply.status() == 202)
                .map(reply -> reply.json().at("id").text())
                .collect(Collectors.toSet());
        assertThat(ids).hasSize(1);
        assertThat(post(key, TASKS, Job.echo("at once").text()).json().at("id").text())
                .isEqualTo(ids.iterator().next());
    }

    @Test
    void whatIsRefusedTakesNoKey() {
        String key = Jobs.word();
        Problems.check(post(key, TASKS, Job.of("demo-echo", Map.of()).text()), 422);
        assertThat(post(key, TASKS, Job.echo("now right").text()).status()).isEqualTo(202);
    }

    @Test
    void keysThatCannotBeAreRefused() {
        for (String key : List.of("", " ", "x".repeat(1_000))) {
            Reply reply = post(key, TASKS, Job.echo("key").text());
            assertThat(reply.status()).as("'" + key + "' " + reply).isIn(202, 400, 422);
            if (reply.status() != 202) {
                Problems.check(reply, reply.status());
            }
        }
    }
}
