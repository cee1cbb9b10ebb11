package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks are found again. */
@Order(6)
@ExtendWith({HostLog.class, SharedStage.class})
class ListTest {
    private final Jobs jobs;
    private final String since =
            Jobs.encoded(Instant.now().minus(Duration.ofSeconds(1)).toString());

    ListTest(Jobs jobs) {
        this.jobs = jobs;
    }

    private String list(String query) {
        return "/v1/tasks?from=" + since + "&" + query;
    }

    private List<String> found(String query) {
        return Jobs.ids(jobs.all(list(query)));
    }

    private List<String> submitTagged(String tag, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(jobs.submit(Job.echo("m" + i).with("tags", List.of(tag))));
        }
        return ids;
    }

    @Test
    void theNewestComesFirst() {
        String tag = Jobs.word();
        List<String> ids = submitTagged(tag, 7);
        Collections.reverse(ids);
        assertThat(found("tag=" + tag)).isEqualTo(ids);
    }

    @Test
    void anEntryIsATaskWithoutItsBulk() {
        String tag = Jobs.word();
        String id = jobs.submit(Job.echo("x".repeat(20_000)).with("tags", List.of(tag)));
        Instant made = jobs.ended(id).at("createdAt").time();
        // Others may have many tasks here, and one page looks at no more than so many.
        String only = "&from=" + Jobs.encoded(made.toString()) + "&to="
                + Jobs.encoded(made.plusMillis(1).toString());
        Reply page = jobs.api().get("/v1/tasks?tag=" + tag + only);

        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        assertThat(page.json().names()).isEqualTo(Set.of("data", "nextCursor", "searchedTo"));
        assertThat(page.body()).hasSizeLessThan(10_000);
        assertThat(page.json().at("data").list()).singleElement().satisfies(task -> {
            assertThat(task.at("id").text()).isEqualTo(id);
            assertThat(task.at("type").text()).isEqualTo("demo-echo");
            assertThat(task.at("state").text()).isEqualTo("succeeded");
            assertThat(task.at("tags").list()).extracting(Node::text).containsExactly(tag);
            assertThat(task.at("links").at("self").text()).isEqualTo("/v1/tasks/" + id);
            assertThat(task.names()).contains("queue", "attempt", "createdAt", "finishedAt");
        });
    }

    @Test
    void pagesCoverEverythingOnce() {
        String tag = Jobs.word();
        List<String> ids = submitTagged(tag, 9);
        Collections.reverse(ids);
        assertThat(found("tag=" + tag + "&limit=2")).isEqualTo(ids);
        assertThat(found("tag=" + tag + "&limit=100")).isEqualTo(ids);
        assertThat(jobs.api()
                        .get(list("tag=" + tag + "&limit=2"))
                        .json()
                        .at("data")
                        .list())
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void byState() {
        String tag = Jobs.word();
        List<String> tags = List.of(tag);
        String succeeded = jobs.submit(Job.echo("s").with("tags", tags));
        String failed = jobs.submit(Job.flaky(1, "permanent").with("tags", tags));
        String scheduled = jobs.submit(Job.echo("l").with("delay", "PT1H").with("tags", tags));
        String soon = jobs.submit(Job.echo("d").with("delay", "PT10M").with("tags", tags));
        String cancelled = jobs.submit(Job.echo("c").with("delay", "PT1H").with("tags", tags));
        assertThat(jobs.cancel(cancelled).status()).isEqualTo(200);
        jobs.endedAs("succeeded", succeeded);
        jobs.endedAs("failed", failed);

        assertThat(found("tag=" + tag + "&state=succeeded")).containsExactly(succeeded);
        assertThat(found("tag=" + tag + "&state=failed")).containsExactly(failed);
        assertThat(found("tag=" + tag + "&state=scheduled")).containsExactly(soon, scheduled);
        assertThat(found("tag=" + tag + "&state=cancelled")).containsExactly(cancelled);
        assertThat(found("tag=" + tag + "&state=running")).isEmpty();
        assertThat(found("tag=" + tag)).hasSize(5);
        List.of(scheduled, soon).forEach(jobs::cancel);
    }

    @Test
    void byTypeAndQueue() {
        String tag = Jobs.word();
        List<String> tags = List.of(tag);
        String high = jobs.submit(Job.echo("h").with("queue", "high").with("tags", tags));
        String low = jobs.submit(Job.echo("l").with("queue", "low").with("tags", tags));
        String log = jobs.submit(Job.log(1).with("queue", "high").with("tags", tags));

        assertThat(found("tag=" + tag + "&queue=high")).containsExactly(log, high);
        assertThat(found("tag=" + tag + "&queue=low")).containsExactly(low);
        assertThat(found("tag=" + tag + "&type=demo-echo")).containsExactly(low, high);
        assertThat(found("tag=" + tag + "&type=demo-log&queue=high")).containsExactly(log);
        assertThat(found("tag=" + tag + "&type=demo-log&queue=low")).isEmpty();
    }

    @Test
    void byTime() {
        String tag = Jobs.word();
        Node first = jobs.accepted(Job.echo("1").with("tags", List.of(tag)));
        Instant between = Poll.until(
                "the clock went on",
                Jobs.SOON,
                Instant::now,
                now -> now.isAfter(first.at("createdAt").time().plusMillis(50)));
        Poll.until("and on", Jobs.SOON, () -> Instant.now().isAfter(between.plusMillis(50)));
        String second = jobs.submit(Job.echo("2").with("tags", List.of(tag)));

        String middle = Jobs.encoded(between.toString());
        assertThat(Jobs.ids(jobs.all("/v1/tasks?tag=" + tag + "&from=" + middle)))
                .containsExactly(second);
        assertThat(found("tag=" + tag + "&to=" + middle))
                .containsExactly(first.at("id").text());
        String offset =
                Jobs.encoded(between.atOffset(java.time.ZoneOffset.ofHours(-9)).toString());
        assertThat(Jobs.ids(jobs.all("/v1/tasks?tag=" + tag + "&from=" + offset)))
                .containsExactly(second);
    }

    @Test
    void byArgument() {
        String tag = Jobs.word();
        List<String> tags = List.of(tag);
        String text = jobs.submit(Job.echo("5").with("tags", tags));
        String number = jobs.submit(Job.log(5).with("tags", tags));
        String other = jobs.submit(Job.log(6).with("tags", tags));
        String spaced = jobs.submit(Job.echo("a b&c=d").with("tags", tags));

        assertThat(found("tag=" + tag + "&arg.message=5")).containsExactly(text);
        assertThat(found("tag=" + tag + "&arg.lines=5")).containsExactly(number);
        assertThat(found("tag=" + tag + "&arg.lines=6")).containsExactly(other);
        assertThat(found("tag=" + tag + "&arg.message=" + Jobs.encoded("a b&c=d")))
                .containsExactly(spaced);
        assertThat(found("tag=" + tag + "&arg.nothing=5")).isEmpty();
    }

    @Test
    void allTagsThatAreAskedForMustBeThere() {
        String tag = Jobs.word();
        String both = jobs.submit(Job.echo("b").with("tags", List.of(tag, "other")));
        assertThat(found("tag=" + tag)).containsExactly(both);
        assertThat(found("tag=" + tag.substring(1))).isEmpty();
    }

    @Test
    void aCursorIsOfItsOwnFilters() {
        String tag = Jobs.word();
        submitTagged(tag, 3);
        Node page = jobs.api().get(list("tag=" + tag + "&limit=1")).json();
        String cursor = Jobs.encoded(page.at("nextCursor").text());

        assertThat(jobs.api()
                        .get(list("tag=" + tag + "&limit=1&cursor=" + cursor))
                        .status())
                .isEqualTo(200);
        Problems.check(jobs.api().get(list("tag=other&limit=1&cursor=" + cursor)), 400);
        Problems.check(jobs.api().get(list("tag=" + tag + "&state=failed&limit=1&cursor=" + cursor)), 400);
        Problems.check(jobs.api().get("/v1/tasks?limit=1&cursor=" + cursor), 400);
    }

    @Test
    void anAlteredCursorIsRefused() {
        String tag = Jobs.word();
        submitTagged(tag, 3);
        String cursor = jobs.api()
                .get(list("tag=" + tag + "&limit=1"))
                .json()
                .at("nextCursor")
                .text();
        for (int i = 0; i < cursor.length(); i += Math.max(1, cursor.length() / 12)) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String altered = cursor.substring(0, i) + other + cursor.substring(i + 1);
            Problems.check(jobs.api().get(list("tag=" + tag + "&limit=1&cursor=" + Jobs.encoded(altered))), 400);
        }
        for (String nonsense : List.of("x", "null", cursor + "A", cursor.substring(1), "%00", "%C3%A4")) {
            Problems.check(jobs.api().get(list("tag=" + tag + "&limit=1&cursor=" + nonsense)), 400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=-1",
                "limit=x",
                "limit=1.5",
                "limit=",
                "limit=99999999999999999999",
                "state=done",
                "state=QUEUED",
                "state=",
                "queue=middle",
                "from=yesterday",
                "from=2026-13-01T00:00:00Z",
                "from=2026-01-01",
                "to=0",
                "cursor=",
                "state=failed&state=queued"
            })
    void filtersThatCannotBeAreRefused(String query) {
        Problems.check(jobs.api().get("/v1/tasks?" + query), 400);
    }

    @Test
    void aListWithoutFiltersIsBoundedAndSaysHowFarItLooked() {
        jobs.submit(Job.echo("any"));
        Reply page = jobs.api().get("/v1/tasks");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.json().at("data").list()).hasSizeBetween(1, 25);
        assertThat(page.json().at("searchedTo").time()).isBeforeOrEqualTo(Instant.now());
    }
}
