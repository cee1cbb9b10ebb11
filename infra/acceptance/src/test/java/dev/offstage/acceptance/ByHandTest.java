package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do to a task: cancel it, let it run again, delete it. */
@Order(5)
@ExtendWith({HostLog.class, SharedStage.class})
class ByHandTest {
    private static final String NO_TASK = "0199e7a0-0000-7000-8000-000000000000";

    private final Jobs jobs;

    ByHandTest(Jobs jobs) {
        this.jobs = jobs;
    }

    private String failed() {
        String id = jobs.submit(Job.flaky(1, "permanent"));
        jobs.endedAs("failed", id);
        return id;
    }

    private String cancelled() {
        String id = jobs.submit(Job.echo("cancelled").with("delay", 3600));
        assertThat(jobs.cancel(id).status()).isEqualTo(200);
        return id;
    }

    private String succeeded() {
        String id = jobs.submit(Job.echo("fine"));
        jobs.endedAs("succeeded", id);
        return id;
    }

    private String running() {
        String id = jobs.submit(Job.sleep(90, 90).with("timeLimit", 95));
        jobs.inState("running", id);
        return id;
    }

    @Test
    void whatWaitsForItsTimeIsCancelledAtOnce() {
        for (Object delay : List.of(60, "PT20M", "P30D")) {
            String id = jobs.submit(Job.echo("never").with("delay", delay));
            Reply reply = jobs.cancel(id);
            assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
            assertThat(reply.json().at("state").text()).isEqualTo("cancelled");
            assertThat(reply.json().at("finishedAt").isNull()).isFalse();
            Problems.check(jobs.cancel(id), 409);
        }
    }

    @Test
    void whatIsCancelledOrDeletedBeforeItsTimeNeverRuns() {
        String cancelled = jobs.submit(Job.echo("never").with("delay", 8));
        assertThat(jobs.cancel(cancelled).status()).isEqualTo(200);
        String deleted = jobs.submit(Job.echo("never").with("delay", 8));
        assertThat(jobs.delete(deleted).status()).isEqualTo(204);
        // Sent later and due later: when this one has run, the messages of the others came too.
        jobs.endedAs("succeeded", jobs.submit(Job.echo("marker").with("delay", 10)));

        Problems.check(jobs.api().get("/v1/tasks/" + deleted), 404);
        Node task = jobs.task(cancelled);
        assertThat(task.at("state").text()).isEqualTo("cancelled");
        assertThat(task.at("attempt").text()).isEqualTo("0");
        assertThat(task.at("startedAt").isNull()).isTrue();
    }

    @Test
    void whatRunsSeesThatItIsCancelled() {
        String id = running();
        Reply asked = jobs.cancel(id);
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        assertThat(asked.json().at("id").text()).isEqualTo(id);

        Node task = jobs.endedAs("cancelled", id);
        assertThat(Duration.between(
                        task.at("startedAt").time(), task.at("finishedAt").time()))
                .isLessThan(Duration.ofSeconds(60));
        Problems.check(jobs.cancel(id), 409);
        Problems.check(jobs.result(id), 409);
    }

    @Test
    void aCancelThatWasAskedForBeatsARetryAndASuccessBeatsTheCancel() {
        String deaf = jobs.submit(Job.hang(12).with("retries", 0));
        String late = jobs.submit(
                Job.hang(60).with("timeLimit", 12).with("retries", 3).with("backoff", Map.of("delays", List.of(0))));
        for (String id : List.of(deaf, late)) {
            jobs.inState("running", id);
            assertThat(jobs.cancel(id).status()).isEqualTo(202);
        }

        jobs.endedAs("succeeded", deaf);
        assertThat(jobs.endedAs("cancelled", late).at("attempt").text()).isEqualTo("1");
    }

    @Test
    void whatIsFinalIsNotCancelled() {
        for (String id : List.of(succeeded(), failed(), cancelled())) {
            Problems.check(jobs.cancel(id), 409);
        }
        Problems.check(jobs.cancel(NO_TASK), 404);
        Problems.check(jobs.cancel("no-id"), 404);
    }

    @Test
    void aFailedTaskRunsAgainUnderItsId() {
        String id = failed();
        Reply reply = jobs.retry(id);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        assertThat(reply.json().at("id").text()).isEqualTo(id);
        assertThat(reply.json().at("state").text()).isEqualTo("queued");
        assertThat(reply.header("location")).isEqualTo("/v1/tasks/" + id);
        assertThat(reply.header("retry-after")).matches("\\d+");
        Node task = jobs.endedAs("succeeded", id);
        assertThat(task.at("attempt").text()).isEqualTo("2");
        assertThat(task.at("error").isNull()).isTrue();
        assertThat(task.at("attempts").list())
                .extracting(attempt -> attempt.at("number").text() + " "
                        + attempt.at("outcome").text())
                .containsExactly("1 failed", "2 succeeded");
    }

    @Test
    void aRetryByHandMayBringOtherArguments() {
        String id = failed();
        Reply reply = jobs.retry(id, Map.of("failures", 0, "how", "retry"));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        Node task = jobs.endedAs("succeeded", id);
        assertThat(task.at("args").at("failures").text()).isEqualTo("0");

        String other = failed();
        Reply wrong = jobs.retry(other, Map.of("failures", "many", "how", "retry"));
        Problems.check(wrong, 422);
        assertThat(wrong.json().at("errors").at(0).at("pointer").text()).isEqualTo("/args/failures");
        Problems.check(jobs.api().post("/v1/tasks/" + other + "/retry", "{\"arg\":{}}"), 422);
        Problems.check(jobs.api().post("/v1/tasks/" + other + "/retry", "[]"), 400);
        assertThat(jobs.task(other).at("state").text()).isEqualTo("failed");
    }

    @Test
    void aRetryByHandHasAFreshBudgetAndAttemptsGoOnCounting() {
        String id =
                jobs.submit(Job.flaky(3, "exception").with("retries", 1).with("backoff", Map.of("delays", List.of(0))));
        assertThat(jobs.endedAs("failed", id).at("attempt").text()).isEqualTo("2");

        assertThat(jobs.retry(id).status()).isEqualTo(202);

        Node task = Poll.until(
                "it succeeded",
                Jobs.SOON,
                () -> jobs.task(id),
                seen -> seen.at("state").text().equals("succeeded"));
        assertThat(task.at("attempt").text()).isEqualTo("4");
    }

    @Test
    void cancelledTasksRunAgainTooAndOthersDoNot() {
        String id = cancelled();
        assertThat(jobs.retry(id).status()).isEqualTo(202);
        jobs.endedAs("succeeded", id);

        Problems.check(jobs.retry(id), 409);
        String waits = jobs.submit(Job.echo("waits").with("delay", 3600));
        Problems.check(jobs.retry(waits), 409);
        assertThat(jobs.cancel(waits).status()).isEqualTo(200);
        Problems.check(jobs.retry(NO_TASK), 404);
    }

    @Test
    void whatIsDeletedIsGone() {
        for (String id : List.of(succeeded(), failed(), cancelled())) {
            Reply reply = jobs.delete(id);
            assertThat(reply.status()).as(reply.toString()).isEqualTo(204);
            assertThat(reply.body()).isEmpty();
            Problems.check(jobs.api().get("/v1/tasks/" + id), 404);
            Problems.check(jobs.result(id), 404);
            Problems.check(jobs.retry(id), 404);
            Problems.check(jobs.delete(id), 404);
        }
    }

    @Test
    void whatRunsIsNeitherDeletedNorRunAgain() {
        String id = running();
        Problems.check(jobs.delete(id), 409);
        Problems.check(jobs.retry(id), 409);
        assertThat(jobs.cancel(id).status()).isEqualTo(202);
        jobs.endedAs("cancelled", id);
        assertThat(jobs.delete(id).status()).isEqualTo(204);
    }
}
