package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.Role;
import dev.offstage.json.Json;
import dev.offstage.task.TaskId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MailRoutesTest {
    private final Api api = Api.with("open");

    private Api.Reply post(String path, String json) {
        return api.call("POST " + path).json(json).send();
    }

    private JrsValue task(Api.Reply reply) {
        String id = Json.text(reply.body(), "id").orElseThrow();
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("location")).isEqualTo("/v1/tasks/" + id);
        assertThat(reply.header("retry-after")).matches("[1-9]\\d*");
        return api.call("GET /v1/tasks/{id}").id(id).send().body();
    }

    private static String text(JrsValue object, String name) {
        return Json.text(object, name).orElse("");
    }

    @Test
    void anEmailIsSentInTheBackground() {
        Api.Reply reply = post("/email", "{\"to\":\"ada@EXAMPLE.org\",\"subject\":\"Hello\",\"body\":\"one\\ntwo\"}");
        JrsValue task = task(reply);

        assertThat(text(reply.body(), "message")).isEqualTo("Email sent in the background");
        assertThat(text(task, "type")).isEqualTo("send-email");
        assertThat(text(task, "state")).isEqualTo("queued");
        assertThat(Json.write(task.path("args")))
                .isEqualTo("{\"to\":\"ada@example.org\",\"subject\":\"Hello\",\"text\":\"one\\ntwo\"}");
    }

    @Test
    void aFormSaysTheSame() {
        String body = URLEncoder.encode("50 % & more\r\nGrüße", StandardCharsets.UTF_8);
        Api.Reply reply = api.call("POST /email")
                .form("to=ada%40example.org&subject=Hello+you&body=" + body)
                .send();

        assertThat(Json.write(task(reply).path("args")))
                .isEqualTo(
                        "{\"to\":\"ada@example.org\",\"subject\":\"Hello you\",\"text\":\"50 % & more\\r\\nGrüße\"}");
    }

    @Test
    void registeringAgainGivesTheSameIdAndNoOtherTask() {
        Api.Reply first = post("/register", "{\"name\":\"Ada\",\"email\":\"ada@example.org\"}");
        Api.Reply again = post("/register", "{\"name\":\"Ada\",\"email\":\"Ada@Example.ORG\"}");
        Api.Reply form = api.call("POST /register")
                .form("name=Ada&email=ada%40example.org")
                .send();
        Api.Reply other = post("/register", "{\"name\":\"Eve\",\"email\":\"eve@example.org\"}");

        assertThat(text(first.body(), "message")).isEqualTo("User Ada registered successfully.");
        assertThat(List.of(text(again.body(), "id"), text(form.body(), "id"))).containsOnly(text(first.body(), "id"));
        assertThat(text(again.body(), "message")).isEqualTo("User Ada registered successfully.");
        assertThat(text(other.body(), "id")).isNotEqualTo(text(first.body(), "id"));
        assertThat(text(task(again).path("args"), "text")).contains("Ada", "ada@example.org");
    }

    @Test
    void aCallerThatRegistersWhomAnotherDidMayReadTheTask() {
        Api guarded = Api.with("token");
        String user = "{\"name\":\"Ada\",\"email\":\"ada@example.org\"}";
        var first = guarded.token(Role.SUBMITTER);
        var second = guarded.token(Role.SUBMITTER);

        String id = text(
                guarded.call("POST /register").bearer(first).json(user).send().body(), "id");
        var task = guarded.call("GET /v1/tasks/{id}").id(id).bearer(second);

        assertThat(task.send().status()).isEqualTo(403);
        assertThat(text(
                        guarded.call("POST /register")
                                .bearer(second)
                                .json(user)
                                .send()
                                .body(),
                        "id"))
                .isEqualTo(id);
        assertThat(task.send().status()).isEqualTo(200);
    }

    private Api.Call keyed(String path, String json) {
        return api.call("POST " + path).header("idempotency-key", "k").json(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/email | {\"to\":\"ada@example.org\",\"subject\":\"s\",\"body\":\"tea\"} | to=ada%40example.org&subject=s&body=tea",
                "/contact | {\"recipient\":\"ada@example.org\",\"message\":\"tea\"} | recipient=ada%40example.org&message=tea",
                "/reminders | {\"recipient\":\"ada@example.org\",\"message\":\"tea\",\"schedule\":30} | schedule=30&recipient=ada%40example.org&message=tea",
                "/register | {\"name\":\"tea\",\"email\":\"ada@example.org\"} | name=tea&email=ada%40example.org"
            })
    void aKeyAnswersTheSameAgain(String path, String json, String form) {
        Api.Reply first = keyed(path, json).send();
        api.clock.advance(Duration.ofSeconds(5));
        Api.Reply again = keyed(path, json).send();
        Api.Reply asForm = keyed(path, json).form(form).send();
        Api.Reply other = keyed(path, json.replace("tea", "coffee")).send();
        Api.Reply otherKey =
                keyed(path, json).header("idempotency-key", "another").send();

        assertThat(first.status()).as(first.text()).isEqualTo(202);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("location")).isEqualTo(first.header("location"));
        assertThat(asForm.text()).isEqualTo(first.text());
        assertThat(other.status()).isEqualTo(422);
        assertThat(text(other.body(), "type")).isEqualTo("/problems/idempotency-key-reused");
        assertThat(otherKey.status()).isEqualTo(202);
        assertThat(text(otherKey.body(), "id").equals(text(first.body(), "id")))
                .as("an address is welcomed once, whatever the key")
                .isEqualTo(path.equals("/register"));
    }

    @Test
    void aReminderRepeatedLaterIsDueWhenItWas() {
        String tea = "{\"recipient\":\"ada@example.org\",\"message\":\"tea\",\"schedule\":30}";

        assertThat(keyed("/reminders", tea).send().header("retry-after")).isEqualTo("32");
        api.clock.advance(Duration.ofSeconds(10));
        assertThat(keyed("/reminders", tea).send().header("retry-after")).isEqualTo("22");
        api.clock.advance(Duration.ofHours(10));
        assertThat(keyed("/reminders", tea).send().header("retry-after")).isEqualTo("2");
    }

    @Test
    void anInvalidMailTakesNoKey() {
        assertThat(keyed("/contact", "{\"recipient\":\"ada\",\"message\":\"tea\"}")
                        .send()
                        .status())
                .isEqualTo(422);

        assertThat(keyed("/contact", "{\"recipient\":\"ada@example.org\",\"message\":\"tea\"}")
                        .send()
                        .status())
                .isEqualTo(202);
    }

    @Test
    void whatTheFirstRequestDidNotMakeIsMadeOnceItIsOver() {
        String tea = "{\"recipient\":\"ada@example.org\",\"message\":\"tea\"}";
        String id = text(keyed("/contact", tea).send().body(), "id");
        forget(id);

        Api.Reply soon = keyed("/contact", tea).send();
        assertThat(soon.status()).isEqualTo(409);
        assertThat(soon.header("retry-after")).isEqualTo("30");
        api.clock.advance(Duration.ofSeconds(30));
        assertThat(text(keyed("/contact", tea).send().body(), "id")).isEqualTo(id);
        assertThat(api.store.find(TaskId.parse(id).orElseThrow())).isPresent();
    }

    @Test
    void aUserStaysRegisteredWhenTheWelcomeIsNotKept() {
        String ada = "{\"name\":\"Ada\",\"email\":\"ada@example.org\"}";
        Api.Reply first = keyed("/register", ada).send();
        forget(text(first.body(), "id"));

        assertThat(keyed("/register", ada).send().text()).isEqualTo(first.text());
        assertThat(post("/register", ada).text()).isEqualTo(first.text());
        assertThat(api.store.find(TaskId.parse(text(first.body(), "id")).orElseThrow()))
                .isEmpty();
    }

    private void forget(String id) {
        assertThat(api.store.delete(
                        api.store.find(TaskId.parse(id).orElseThrow()).orElseThrow()))
                .isTrue();
    }

    @Test
    void aMessageGoesToItsRecipient() {
        JrsValue task = task(post("/contact", "{\"recipient\":\"ada@example.org\",\"message\":\"Call me.\"}"));

        assertThat(text(task.path("args"), "to")).isEqualTo("ada@example.org");
        assertThat(text(task.path("args"), "text")).isEqualTo("Call me.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 2026-11-21T12:00:10.000Z | 12",
                "null | 2026-11-21T12:00:10.000Z | 12",
                "0 | 2026-11-21T12:00:00.000Z | 2",
                "1.5 | 2026-11-21T12:00:01.500Z | 3",
                "3600 | 2026-11-21T13:00:00.000Z | 3602",
                "\"PT1M30S\" | 2026-11-21T12:01:30.000Z | 92"
            })
    void aReminderRunsAtItsTime(String schedule, String at, String retryAfter) {
        String member = schedule.isEmpty() ? "" : ",\"schedule\":" + schedule;

        Api.Reply reply = post("/reminders", "{\"recipient\":\"ada@example.org\",\"message\":\"tea\"" + member + "}");
        JrsValue task = task(reply);

        assertThat(text(reply.body(), "notBefore")).isEqualTo(at);
        assertThat(text(task, "notBefore")).isEqualTo(at);
        assertThat(reply.header("retry-after")).isEqualTo(retryAfter);
        assertThat(text(task, "state")).isEqualTo(schedule.equals("0") ? "queued" : "scheduled");
    }

    @ParameterizedTest
    @CsvSource({
        "schedule=30, 2026-11-21T12:00:30.000Z",
        "schedule=PT30S, 2026-11-21T12:00:30.000Z",
        "schedule=, 2026-11-21T12:00:10.000Z"
    })
    void aFormNamesItsTimeInText(String field, String at) {
        Api.Reply reply = api.call("POST /reminders")
                .form("recipient=ada%40example.org&message=tea&" + field)
                .send();

        assertThat(text(reply.body(), "notBefore")).isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/email | {} | /to /subject /body",
                "/email | {\"to\":null,\"subject\":\"s\",\"body\":\"b\"} | /to",
                "/email | {\"to\":\"ada@example.org, eve@example.org\",\"subject\":\"s\",\"body\":\"b\"} | /to",
                "/email | {\"to\":\"Ada <ada@example.org>\",\"subject\":\"s\",\"body\":\"b\"} | /to",
                "/email | {\"to\":[\"ada@example.org\"],\"subject\":\"s\",\"body\":\"b\"} | /to",
                "/email | {\"to\":\"ada@example.org\\r\\nBcc: eve@example.org\",\"subject\":\"s\",\"body\":\"b\"} | /to",
                "/email | {\"to\":\"ada@example.org\",\"subject\":\"s\\nBcc: eve@example.org\",\"body\":\"b\"} | /subject",
                "/email | {\"to\":\"ada@example.org\",\"subject\":7,\"body\":\"\"} | /subject /body",
                "/email | {\"to\":\"ada@example.org\",\"subject\":\"s\",\"body\":\"b\",\"cc\":\"x\",\"from\":\"y\"} | /cc /from",
                "/register | {\"name\":\"\",\"email\":\"ada\"} | /name /email",
                "/register | {\"name\":\"A\\r\\nB\",\"email\":\"ada@example.org\"} | /name",
                "/contact | {\"recipient\":\"ada@localhost\"} | /recipient /message",
                "/reminders | {\"recipient\":\"ada@example.org\",\"message\":\"m\",\"schedule\":-1} | /schedule",
                "/reminders | {\"recipient\":\"ada@example.org\",\"message\":\"m\",\"schedule\":\"soon\"} | /schedule",
                "/reminders | {\"recipient\":\"ada@example.org\",\"message\":\"m\",\"schedule\":\"30\"} | /schedule",
                "/reminders | {\"recipient\":\"ada@example.org\",\"message\":\"m\",\"schedule\":1e300} | /schedule",
                "/reminders | {\"recipient\":\"ada@example.org\",\"message\":\"m\",\"schedule\":true} | /schedule"
            })
    void whatIsWrongIsNamedByItsPlace(String path, String json, String pointers) {
        Api.Reply reply = post(path, json);

        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        assertThat(pointers(reply)).containsExactlyInAnyOrder(pointers.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to=ada%40example.org%0D%0ABcc%3A+eve%40example.org&subject=s&body=b | /to",
                "to=ada%40example.org&subject=s%0ABcc%3A+eve%40example.org&body=b | /subject",
                "to=ada%40example.org&subject=s&body=b&cc=x | /cc",
                "to=&subject=s | /to /body"
            })
    void aFormIsReadAsStrictly(String form, String pointers) {
        Api.Reply reply = api.call("POST /email").form(form).send();

        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        assertThat(pointers(reply)).containsExactlyInAnyOrder(pointers.split(" "));
    }

    private static List<String> pointers(Api.Reply reply) {
        JrsArray errors = (JrsArray) reply.body().path("errors");
        List<String> pointers = new ArrayList<>();
        errors.elements().forEachRemaining(error -> pointers.add(text(error, "pointer")));
        return pointers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/email", "/register", "/contact", "/reminders"})
    void whatCannotBeReadIsSaidToBe(String path) {
        assertThat(post(path, "{").status()).isEqualTo(400);
        assertThat(post(path, "[]").status()).isEqualTo(400);
        assertThat(api.call("POST " + path)
                        .json("{}")
                        .header("content-type", "text/plain")
                        .send()
                        .status())
                .isEqualTo(415);
        Api.Reply parts = api.call("POST " + path)
                .json("{}")
                .header("content-type", "multipart/form-data; boundary=x")
                .send();
        assertThat(parts.status()).isEqualTo(415);
        assertThat(parts.detail()).contains("application/json", "application/x-www-form-urlencoded");
        assertThat(api.call("POST " + path).form("to=%zz").send().status()).isEqualTo(400);
        assertThat(api.call("POST " + path).form("to=%e4").send().detail()).contains("no UTF-8");
        assertThat(post(path, "{\"to\":\"" + "a".repeat(256 << 10) + "\"}").status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/email | {\"to\":\"ada@example.org\",\"subject\":\"s\",\"body\":\"%s\"}",
                "/contact | {\"recipient\":\"ada@example.org\",\"message\":\"%s\"}",
                "/reminders | {\"recipient\":\"ada@example.org\",\"message\":\"%s\"}"
            })
    void aTextThatHasNoPlaceIsRefused(String path, String json) {
        // Few enough characters for a mail, too many bytes for the table.
        Api.Reply reply = post(path, json.formatted("€".repeat(70_000)));

        assertThat(reply.status()).as(reply.detail()).isEqualTo(413);
        assertThat(reply.detail()).contains("PAYLOAD_BUCKET");
        assertThat(post(path, json.formatted("€".repeat(60_000))).status()).isEqualTo(202);
    }

    @Test
    void aDeployedApiHasNoMailsToShow() {
        Api.Reply reply = api.call("GET /v1/mails").send();

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.detail()).contains("local host");
        Api guarded = Api.with("token");
        assertThat(guarded.call("GET /v1/mails").send().status()).isEqualTo(401);
        assertThat(guarded.call("GET /v1/mails")
                        .bearer(guarded.token(Role.SUBMITTER))
                        .send()
                        .status())
                .isEqualTo(403);
    }
}
