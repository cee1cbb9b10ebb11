package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues and pauses over HTTP, before real queues and a real table. */
final class QueueRoutesTest {
    private final Api api = Api.with("open", "DEMO_TASKS", "true");

    private Api.Reply change(String kind, String name, String word) {
        return api.call("POST /v1/" + kind + "s/{" + kind + "}/" + word)
                .variable(kind, name)
                .send();
    }

    private JrsValue queues() {
        Api.Reply reply = api.call("GET /v1/queues").send();
        assertThat(reply.status()).isEqualTo(200);
        return reply.body().path("data");
    }

    @ParameterizedTest
    @CsvSource({"queue, low", "type, demo-echo"})
    void pausingTwiceAndResumingTwiceAnswerTheSame(String kind, String name) {
        for (int i = 0; i < 2; i++) {
            Api.Reply paused = change(kind, name, "pause");
            assertThat(paused.status()).isEqualTo(200);
            assertThat(paused.text()).isEqualTo("{\"name\":\"" + name + "\",\"paused\":true}");
        }
        for (int i = 0; i < 2; i++) {
            Api.Reply resumed = change(kind, name, "resume");
            assertThat(resumed.status()).isEqualTo(200);
            assertThat(resumed.text()).isEqualTo("{\"name\":\"" + name + "\",\"paused\":false}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume"})
    void whatIsNotThereIsNotPaused(String word) {
        Api.Reply queue = change("queue", "Low", word);
        assertThat(queue.status()).isEqualTo(404);
        assertThat(queue.detail()).contains("high, default, low");
        assertThat(change("type", "demo-ech", word).status()).isEqualTo(404);
        assertThat(change("type", "low", word).status()).isEqualTo(404);
    }

    @Test
    void everyQueueSaysHowFullItIs() {
        JrsValue before = queues();
        assertThat(before.size()).isEqualTo(3);
        assertThat(before.path(0).path("name").asText()).isEqualTo("high");
        assertThat(before.path(1).path("name").asText()).isEqualTo("default");
        assertThat(Json.write(before.path(2)))
                .isEqualTo(
                        "{\"name\":\"low\",\"paused\":false,\"visible\":0,\"inFlight\":0,\"delayed\":0,\"deadLetters\":0}");

        assertThat(change("queue", "low", "pause").status()).isEqualTo(200);
        assertThat(submit("high", 0)).isEqualTo(202);
        assertThat(submit("high", 600)).isEqualTo(202);

        JrsValue after = queues();
        assertThat(after.path(0).path("paused").asText()).isEqualTo("false");
        assertThat(after.path(2).path("paused").asText()).isEqualTo("true");
        assertThat(grown(before, after, "visible")).isEqualTo(1);
        assertThat(grown(before, after, "delayed")).isEqualTo(1);
    }

    private int submit(String queue, int delay) {
        return api.call("POST /v1/tasks")
                .json("{\"type\":\"demo-echo\",\"args\":{\"message\":\"a\"},\"queue\":\"" + queue + "\",\"delay\":"
                        + delay + "}")
                .send()
                .status();
    }

    private static long grown(JrsValue before, JrsValue after, String name) {
        return Json.number(after.path(0), name).orElseThrow().longValue()
                - Json.number(before.path(0), name).orElseThrow().longValue();
    }
}
