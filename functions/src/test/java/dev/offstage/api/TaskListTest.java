package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.Caller;
import dev.offstage.access.NewToken;
import dev.offstage.access.Role;
import dev.offstage.engine.Tasks;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskDraft;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of tasks over HTTP: its filters, its cursor, and who sees what. */
final class TaskListTest {
    private static final String LIST = "GET /v1/tasks";

    private final Api api = Api.with("token");
    private final NewToken reader = api.token(Role.READER);

    private Api.Call list() {
        return api.call(LIST).bearer(reader);
    }

    private TaskRecord stored(TaskDraft draft) {
        api.clock.advance(Duration.ofMillis(1));
        TaskRecord task = Tasks.task(api.clock.instant(), draft.make());
        assertThat(api.store.create(task)).isTrue();
        return task;
    }

    private static TaskDraft draft(String type, String args) {
        return new TaskDraft(type, TaskPolicy.DEFAULT, args);
    }

    private static List<String> ids(Api.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < reply.body().path("data").size(); i++) {
            ids.add(reply.body().path("data").path(i).path("id").asText());
        }
        return ids;
    }

    private static String[] idsOf(TaskRecord... tasks) {
        return List.of(tasks).stream().map(task -> task.id().toString()).toArray(String[]::new);
    }

    @Test
    void theNewestComeFirstPageByPage() {
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            newestFirst.addFirst(stored(draft("a", "{}")).id().toString());
        }

        Api.Reply first = list().send();
        assertThat(ids(first)).isEqualTo(newestFirst.subList(0, 25));
        String cursor = first.body().path("nextCursor").asText();
        Api.Reply second = list().query("cursor", cursor).query("limit", "3").send();
        assertThat(ids(second)).isEqualTo(newestFirst.subList(25, 28));
        Api.Reply last = list().query("cursor", second.body().path("nextCursor").asText())
                .send();
        assertThat(ids(last)).isEqualTo(newestFirst.subList(28, 30));
        assertThat(last.body().path("nextCursor")).isInstanceOf(JrsNull.class);
        assertThat(last.body().path("searchedTo").asText()).isEqualTo("2026-11-21T11:00:00.030Z");
    }

    @Test
    void whatSchedulesHavePlacedComesBeforeTheNewestOnlyWhenItIsAskedFor() {
        String newest = stored(draft("a", "{}")).id().toString();
        Instant due = api.clock.instant().plusSeconds(90);
        TaskRecord placed = Tasks.task(due, draft("a", "{}").notBefore(due).make());
        assertThat(api.store.create(placed)).isTrue();

        assertThat(ids(list().send())).containsExactly(newest);
        assertThat(ids(list().query("type", "a").send())).containsExactly(newest);
        assertThat(ids(list().query("state", "scheduled").send()))
                .containsExactly(placed.id().toString());
        assertThat(ids(list().query("to", due.plusSeconds(1).toString()).send()))
                .containsExactly(placed.id().toString(), newest);
    }

    @Test
    void everyFilterNarrowsTheList() {
        TaskRecord plain = stored(draft("send-email", "{\"to\":\"a@b.c\",\"n\":5}"));
        TaskRecord low =
                stored(draft("send-email", "{\"to\":\"x\",\"n\":\"5\"}").queue(QueueName.LOW));
        TaskRecord tagged = stored(draft("other", "{\"to\":null}").tags(List.of("red", "v1.2")));
        TaskRecord later =
                stored(draft("other", "{}").notBefore(api.clock.instant().plusSeconds(60)));

        assertThat(ids(list().send())).containsExactly(idsOf(later, tagged, low, plain));
        assertThat(ids(list().query("type", "send-email").send())).containsExactly(idsOf(low, plain));
        assertThat(ids(list().query("queue", "low").send())).containsExactly(idsOf(low));
        assertThat(ids(list().query("tag", "v1.2").send())).containsExactly(idsOf(tagged));
        assertThat(ids(list().query("state", "scheduled").send())).containsExactly(idsOf(later));
        assertThat(ids(list().query("arg.n", "5").send())).containsExactly(idsOf(low, plain));
        assertThat(ids(list().query("arg.n", "5").query("arg.to", "x").send())).containsExactly(idsOf(low));
        assertThat(ids(list().query("arg.to", "null").query("type", "other").send()))
                .containsExactly(idsOf(later, tagged));
        assertThat(ids(list().query("from", Times.write(low.createdAt()))
                        .query("to", Times.write(later.createdAt()))
                        .send()))
                .containsExactly(idsOf(tagged, low));
        assertThat(ids(list().query("from", "2026-11-21T13:00:00.002 01:00")
                        .query("to", "2026-11-21T12:00:00.003z")
                        .send()))
                .as("an offset whose plus was not escaped")
                .containsExactly(idsOf(low));
    }

    @Test
    void entriesAreTasksWithoutBulk() {
        TaskRecord brief = stored(draft("a", "{\"n\":1}"));
        TaskRecord bulky = stored(draft("a", "{\"text\":\"" + "x".repeat(5000) + "\"}"));

        JrsValue data = list().send().body().path("data");

        assertThat(data.path(0).path("id").asText()).isEqualTo(bulky.id().toString());
        assertThat(data.path(0).path("args")).isInstanceOf(JrsNull.class);
        assertThat(data.path(1).path("args").path("n").asText()).isEqualTo("1");
        assertThat(data.path(1).path("links").path("self").asText()).isEqualTo("/v1/tasks/" + brief.id());
        assertThat(ids(list().query("arg.text", "x".repeat(5000)).send())).containsExactly(idsOf(bulky));
    }

    @Test
    void whoMayNotReadEverythingSeesItsOwn() {
        NewToken anna = api.token(Role.SUBMITTER);
        NewToken bert = api.token(Role.SUBMITTER);
        TaskRecord ofAnna =
                stored(draft("a", "{}").owner(Caller.of(anna.token()).owner()));
        TaskRecord ofBert =
                stored(draft("a", "{}").owner(Caller.of(bert.token()).owner()));

        assertThat(ids(api.call(LIST).bearer(anna).send())).containsExactly(idsOf(ofAnna));
        assertThat(ids(api.call(LIST).bearer(bert).send())).containsExactly(idsOf(ofBert));
        assertThat(ids(list().send())).containsExactly(idsOf(ofBert, ofAnna));
    }

    @Test
    void aCursorServesTheFiltersItCameFrom() {
        for (int i = 0; i < 5; i++) {
            TaskRecord ignored = stored(draft("a", "{}"));
        }
        String cursor = list().query("type", "a")
                .query("limit", "2")
                .send()
                .body()
                .path("nextCursor")
                .asText();

        assertThat(ids(list().query("type", "a").query("cursor", cursor).send()))
                .hasSize(3);
        assertRefused(list().query("cursor", cursor), "'cursor'");
        assertRefused(list().query("type", "b").query("cursor", cursor), "'cursor'");
        assertRefused(
                api.call(LIST)
                        .bearer(api.token(Role.SUBMITTER))
                        .query("type", "a")
                        .query("cursor", cursor),
                "'cursor'");
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String altered = cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertRefused(list().query("type", "a").query("cursor", altered), "'cursor'");
        }
        assertRefused(list().query("type", "a").query("cursor", cursor + "="), "'cursor'");
        assertRefused(list().query("type", "a").query("cursor", ""), "'cursor'");
    }

    private static void assertRefused(Api.Call call, String reason) {
        Api.Reply reply = call.send();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
        assertThat(reply.detail()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "state; done; one of scheduled, blocked, queued, running, succeeded, failed, cancelled, expired",
                "state; QUEUED; one of scheduled",
                "state; ''; one of scheduled",
                "type; Send Email; the name of a type",
                "queue; urgent; one of high, default, low",
                "tag; a,b; one tag",
                "from; yesterday; a time from 1970 on, such as",
                "from; 2026-11-21; a time from 1970 on, such as",
                "to; 2026-02-30T00:00:00Z; a time from 1970 on, such as",
                "to; 1900-01-01T00:00:00Z; a time from 1970 on, such as",
                "limit; 0; a whole number from 1 to 100",
                "limit; 101; a whole number from 1 to 100",
                "limit; ten; a whole number from 1 to 100",
                "cursor; abc; 'cursor'",
                "stat; queued; there are state, type, queue, tag, from, to, arg.NAME, limit, cursor",
                "arg.; 5; There is no query parameter 'arg.'",
                "args.n; 5; There is no query parameter 'args.n'"
            })
    void aWrongQueryIsToldWhatWouldBeRight(String name, String value, String reason) {
        assertRefused(list().query(name, value), reason);
    }

    @Test
    void aRangeOfTimeThatIsNoneIsRefused() {
        assertRefused(
                list().query("from", "2026-11-21T12:00:00Z").query("to", "2026-11-21T12:00:00Z"), "'from' must be");
    }
}
