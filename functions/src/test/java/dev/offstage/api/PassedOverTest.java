package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody asked for, or nobody can read, is refused with words that help rather than passed over. */
final class PassedOverTest {
    private static final Api API = Api.with("open", "DEMO_TASKS", "true");
    private static final String TASK = "{\"type\":\"demo-echo\",\"args\":{\"message\":\"hi\"}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/health/loss | hour | is hours",
                "GET /v1/queues | x | are none",
                "GET /v1/types | name | are limit, cursor",
                "GET /v1/tasks | stat | state",
                "GET /v1/tasks/{id} | wait | are none",
                "GET /v1/tasks/{id}/result | waits | is wait",
                "GET /v1/redrives/{id} | x | are none",
                "GET /getBookInfo | link | is url",
                "GET / | deep | are none",
                "POST /parseGoodreadsLinks | refesh | is refresh",
                "POST /email | to | are none",
                "POST /register | name | are none",
                "POST /contact | message | are none",
                "POST /reminders | schedule | are none",
                "POST /v1/tasks | delay | are none",
                "POST /v1/tasks/batch | delay | are none",
                "POST /v1/tasks/{id}/cancel | force | are none",
                "POST /v1/tasks/{id}/retry | retries | are none",
                "DELETE /v1/tasks/{id} | force | are none",
                "POST /v1/queues/{queue}/pause | minutes | are none",
                "POST /v1/types/{type}/resume | from | are none",
                "POST /v1/redrives | dryRun | are none",
                "POST /v1/tokens | role | are none",
                "DELETE /v1/tokens/{id} | x | are none"
            })
    void anUnknownQueryParameterIsNamedWithThoseThatThereAre(String route, String name, String known) {
        Api.Reply reply = API.call(route).query(name, "3").send();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail()).contains("'" + name + "'", known);
    }

    private static Api.Call pause() {
        return API.call("POST /v1/queues/{queue}/pause").variable("queue", "low");
    }

    @Test
    void whereNoBodyIsExpectedNoneOrAnEmptyObjectWillDo() {
        assertThat(pause().send().status()).isEqualTo(200);
        assertThat(pause().json("{}").send().status()).isEqualTo(200);
        assertThat(API.call("POST /v1/queues/{queue}/resume")
                        .variable("queue", "low")
                        .json(" {} ")
                        .send()
                        .status())
                .isEqualTo(200);
        Api.Reply member = pause().json("{\"minutes\":5}").send();
        assertThat(member.status()).isEqualTo(422);
        assertThat(member.body().path("errors").path(0).path("pointer").asText())
                .isEqualTo("/minutes");
        Api.Reply list = pause().json("[]").send();
        assertThat(list.status()).isEqualTo(400);
        assertThat(list.detail()).contains("No body is taken");
        assertThat(pause().json("pause").send().status()).isEqualTo(400);
        assertThat(API.call("POST /v1/tasks/{id}/cancel")
                        .json("{\"force\":true}")
                        .send()
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,} | line 1, column 8 | double quotes",
                "{\"a\":tru} | line 1, column | true, false nor null",
                "{\"a\":\"x | line 1, column | must be closed",
                "{\"a\":01} | line 1, column | without leading zeros",
                "{\"a\":1,\"a\":2} | line 1, column | the same name twice",
                "{\"a\":\"\\q\"} | line 1, column | escape",
                "{} {} | line 1, column 4 (offset 3) | one value alone",
                "{'a':1} | line 1, column 2 | double quotes"
            })
    void whatIsNoJsonIsToldInWordsOfOurOwn(String body, String where, String right) {
        Api.Reply reply = API.call("POST /v1/tasks").json(body).send();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail())
                .startsWith("The body is no JSON. ")
                .contains(where, right)
                .doesNotContain("code ", "was expecting", "JsonToken", "Source", "marker", "(char");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip"})
    void aBodyThatIsPackedIsRefused(String coding) {
        Api.Reply reply = API.call("POST /v1/tasks")
                .header("content-encoding", coding)
                .json(TASK)
                .send();

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.detail()).contains(coding, "without compression");
        assertThat(API.call("POST /v1/tasks")
                        .header("content-encoding", "Identity")
                        .json(TASK)
                        .send()
                        .status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json; charset=iso-8859-1 | 415",
                "application/json;charset=\"utf-16\" | 415",
                "application/json; charset=UTF-8 | 202",
                "application/json; charset=\"utf-8\" | 202"
            })
    void onlyUtf8IsRead(String type, int status) {
        Api.Reply reply = API.call("POST /v1/tasks")
                .json(TASK)
                .header("content-type", type)
                .send();

        assertThat(reply.status()).isEqualTo(status);
        assertThat(status == 202 || reply.detail().contains("UTF-8")).isTrue();
    }

    @Test
    void bytesThatAreNoUtf8AreToldWithTheirPlace() {
        Body body = new Body("application/json", new byte[] {'{', '"', (byte) 0xE4, '"'});

        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(Problem.class, body::json))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(400))
                .hasMessageContaining("offset 2");
    }

    @Test
    void typesSayWhetherTheyArePaused() {
        assertThat(API.call("POST /v1/types/{type}/pause")
                        .variable("type", "demo-log")
                        .send()
                        .status())
                .isEqualTo(200);

        assertThat(API.call("GET /v1/types").send().text())
                .contains("{\"name\":\"demo-log\",\"paused\":true", "{\"name\":\"demo-echo\",\"paused\":false");
    }
}
