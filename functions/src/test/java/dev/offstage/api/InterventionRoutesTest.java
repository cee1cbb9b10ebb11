package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.Role;
import dev.offstage.engine.ClaimResult;
import dev.offstage.engine.Tasks;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.Pauses;
import dev.offstage.task.TaskDraft;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cancel, retry and delete over HTTP, before a real table and real queues. */
final class InterventionRoutesTest {
    private static final String CANCEL = "POST /v1/tasks/{id}/cancel";
    private static final String RETRY = "POST /v1/tasks/{id}/retry";
    private static final String DELETE = "DELETE /v1/tasks/{id}";

    private final Api api = Api.with("open");

    private TaskRecord stored() {
        return stored(Tasks.task(api.clock.instant(), Tasks.spec()));
    }

    private TaskRecord stored(TaskRecord task) {
        assertThat(api.store.create(task)).isTrue();
        return task;
    }

    private TaskRecord claimed(TaskRecord task) {
        return ((ClaimResult.Granted) api.store.claim(task.id(), "worker", api.clock.instant(), Pauses.NONE)).task();
    }

    private TaskRecord settled(TaskRecord task, Outcome outcome) {
        TaskRecord held = claimed(task);
        TaskRecord next = Lifecycle.settle(held, outcome, api.clock.instant(), new Random(1))
                .record();
        assertThat(api.store.replace(held, next)).isTrue();
        return next;
    }

    private Api.Call call(String route, TaskRecord task) {
        return api.call(route).id(task.id().toString());
    }

    private JrsValue read(TaskRecord task) {
        return call("GET /v1/tasks/{id}", task).send().body();
    }

    @Test
    void aWaitingTaskIsCancelledAndSaysSo() {
        TaskRecord task = stored();

        Api.Reply reply = call(CANCEL, task).send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("state").asText()).isEqualTo("cancelled");
        assertThat(reply.text())
                .isEqualTo(call("GET /v1/tasks/{id}", task).send().text());
        Api.Reply again = call(CANCEL, task).send();
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.header("content-type")).isEqualTo("application/problem+json");
        assertThat(again.detail()).contains("is cancelled");
        assertThat(again.body().path("state").asText()).isEqualTo("cancelled");
    }

    @Test
    void aRunningTaskIsAskedToStop() {
        TaskRecord task = stored();
        TaskRecord running = claimed(task);

        Api.Reply reply = call(CANCEL, running).send();

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("location")).isEqualTo("/v1/tasks/" + task.id());
        assertThat(reply.header("retry-after")).isNotEmpty();
        assertThat(reply.body().path("state").asText()).isEqualTo("running");
        assertThat(call(CANCEL, running).send().status()).isEqualTo(202);
        assertThat(api.store.find(task.id()).orElseThrow().cancelAskedAt()).isEqualTo(api.clock.instant());
    }

    @Test
    void aTaskThatMissedItsDeadlineIsExpiredForEveryQuestion() {
        TaskRecord task = stored(Tasks.task(
                api.clock.instant(), Tasks.spec(null, api.clock.instant().plusSeconds(60))));
        api.clock.advance(Duration.ofSeconds(61));

        JrsValue seen = read(task);
        assertThat(seen.path("state").asText()).isEqualTo("expired");
        assertThat(seen.path("error").path("code").asText()).isEqualTo("expired");
        assertThat(seen.path("finishedAt").asText())
                .isEqualTo(seen.path("expiresAt").asText());
        assertThat(call(CANCEL, task).send().body().path("state").asText()).isEqualTo("expired");
        api.clock.advance(Duration.ofDays(15));
        assertThat(call("GET /v1/tasks/{id}", task).send().status()).isEqualTo(410);
    }

    @Test
    void aFailedTaskRunsAgainWithOtherArguments() {
        TaskRecord failed = settled(stored(), Outcome.fail("no", "No."));

        Api.Reply reply = call(RETRY, failed).json("{\"args\": {\"n\": 2}}").send();

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("location")).isEqualTo("/v1/tasks/" + failed.id());
        assertThat(reply.header("retry-after")).isNotEmpty();
        assertThat(reply.body().path("id").asText()).isEqualTo(failed.id().toString());
        assertThat(reply.body().path("state").asText()).isEqualTo("queued");
        assertThat(reply.body().path("args").path("n").asText()).isEqualTo("2");
        assertThat(reply.body().path("attempt").asText()).isEqualTo("1");
        assertThat(call(RETRY, failed).send().status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"args\": null}"})
    void whoNamesNoArgumentsKeepsThem(String body) {
        String longText = "\"" + "ä".repeat(4000) + "\"";
        TaskRecord task = stored(Tasks.task(api.clock.instant(), Tasks.spec("{\"text\":" + longText + "}")));
        TaskRecord failed = settled(task, Outcome.fail("no", "No."));

        assertThat(call(RETRY, failed).json(body).send().status()).isEqualTo(202);
        assertThat(api.store.find(task.id()).orElseThrow().spec().args())
                .isEqualTo(task.spec().args());
        assertThat(claimed(task).attempt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"[]; 400", "{\"arg\": {}}; 422", "{; 400"})
    void whatIsNoRetryIsRefusedAndChangesNothing(String body, int status) {
        TaskRecord failed = settled(stored(), Outcome.fail("no", "No."));

        assertThat(call(RETRY, failed).json(body).send().status()).isEqualTo(status);
        assertThat(api.store.find(failed.id())).contains(failed);
    }

    @Test
    void aRetryOfAUniqueTaskNamesTheOneThatServes() {
        Api demo = Api.with("open", "DEMO_TASKS", "true");
        String body = "{\"type\":\"demo-echo\",\"args\":{\"message\":\"a\"},\"unique\":{}}";
        String first =
                demo.call("POST /v1/tasks").json(body).send().body().path("id").asText();
        assertThat(demo.call(CANCEL).id(first).send().status()).isEqualTo(200);
        String second =
                demo.call("POST /v1/tasks").json(body).send().body().path("id").asText();
        assertThat(second).isNotEqualTo(first);

        Api.Reply refused = demo.call(RETRY).id(first).send();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("taskId").asText()).isEqualTo(second);
        assertThat(refused.detail()).contains(second);

        assertThat(demo.call(CANCEL).id(second).send().status()).isEqualTo(200);
        assertThat(demo.call(RETRY).id(first).send().status()).isEqualTo(202);
        Api.Reply duplicate = demo.call("POST /v1/tasks").json(body).send();
        assertThat(duplicate.body().path("id").asText()).isEqualTo(first);
        assertThat(duplicate.body().path("deduplicated").asText()).isEqualTo("true");
    }

    @Test
    void otherArgumentsAreCheckedAgainstTheType() {
        Api demo = Api.with("open", "DEMO_TASKS", "true");
        TaskRecord task = Tasks.task(
                demo.clock.instant(), new TaskDraft("demo-echo", TaskPolicy.DEFAULT, "{\"message\":\"a\"}").make());
        assertThat(demo.store.create(task)).isTrue();
        Api.Call retry = demo.call(RETRY).id(task.id().toString());
        assertThat(demo.call(CANCEL).id(task.id().toString()).send().status()).isEqualTo(200);

        Api.Reply refused = retry.json("{\"args\": {\"mesage\": \"b\"}}").send();

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("/args/mesage").contains("/args/message");
        assertThat(demo.store.find(task.id()).orElseThrow().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(retry.json("{\"args\": {\"message\": \"b\"}}").send().status())
                .isEqualTo(202);
    }

    @Test
    void onlyWhatDoesNotRunIsDeleted() {
        TaskRecord task = stored();
        TaskRecord running = claimed(stored());

        Api.Reply gone = call(DELETE, task).send();
        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.text()).isEmpty();
        assertThat(call("GET /v1/tasks/{id}", task).send().status()).isEqualTo(404);
        assertThat(call(DELETE, task).send().status()).isEqualTo(404);
        Api.Reply refused = call(DELETE, running).send();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("state").asText()).isEqualTo("running");
        assertThat(api.store.find(running.id())).contains(running);
    }

    @ParameterizedTest
    @CsvSource({
        "POST /v1/tasks/{id}/cancel, operator, reader",
        "POST /v1/tasks/{id}/retry, operator, reader",
        "DELETE /v1/tasks/{id}, admin, operator"
    })
    void rolesReachAsFarAsTheyShould(String route, String may, String mayNot) {
        Api guarded = Api.with("token");
        String id = Tasks.id(guarded.clock.instant()).toString();

        assertThat(guarded.call(route)
                        .bearer(guarded.token(Role.parse(mayNot).orElseThrow()))
                        .id(id)
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(guarded.call(route)
                        .bearer(guarded.token(Role.parse(may).orElseThrow()))
                        .id(id)
                        .send()
                        .status())
                .isEqualTo(404);
    }
}
