package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.engine.TaskLogs;
import dev.offstage.engine.Tasks;
import dev.offstage.json.Json;
import dev.offstage.task.LogLine;
import dev.offstage.task.TaskRecord;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task's log over HTTP. */
final class LogsRouteTest {
    private static final String LOGS = "GET /v1/tasks/{id}/logs";

    private final Api api = Api.with("open");
    private final TaskRecord task = Tasks.task(api.clock.instant(), Tasks.spec());

    private Api.Call logs() {
        return api.call(LOGS).id(task.id().toString());
    }

    private void logged(int lines) {
        assertThat(api.store.create(task)).isTrue();
        api.logs.append(
                task.id(),
                IntStream.range(0, lines)
                        .mapToObj(i -> new TaskLogs.Numbered(
                                i, new LogLine(api.clock.instant().plusMillis(i), LogLine.Level.WARN, "line " + i)))
                        .toList());
    }

    @Test
    void linesComeOldestFirstPageByPage() {
        logged(30);

        JrsValue first = logs().send().body();
        assertThat(first.path("data").size()).isEqualTo(25);
        assertThat(Json.write(first.path("data").path(1)))
                .isEqualTo("{\"at\":\"2026-11-21T12:00:00.001Z\",\"level\":\"warn\",\"text\":\"line 1\"}");
        String cursor = first.path("nextCursor").asText();
        JrsValue last =
                logs().query("cursor", cursor).query("limit", "5").send().body();
        assertThat(last.path("data").path(0).path("text").asText()).isEqualTo("line 25");
        assertThat(last.path("data").size()).isEqualTo(5);
        assertThat(last.path("nextCursor")).isInstanceOf(JrsNull.class);
        assertThat(logs().query("cursor", cursor + "x").send().status()).isEqualTo(400);
        assertThat(logs().query("level", "warn").send().status()).isEqualTo(400);
    }

    /** Anyone can compute the checksum. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-5", "abc", "99999999999", "1.5"})
    void aForgedCursorIsRefused(String position) {
        logged(30);

        String forged = ListCursor.write(position, "logs " + task.id());

        assertThat(logs().query("cursor", forged).send().status()).isEqualTo(400);
    }

    @Test
    void aTaskThatLoggedNothingHasAnEmptyLog() {
        logged(0);

        assertThat(logs().send().text()).isEqualTo("{\"data\":[],\"nextCursor\":null}");
    }

    @Test
    void thereIsNoLogWithoutATask() {
        assertThat(logs().send().status()).isEqualTo(404);
    }
}
