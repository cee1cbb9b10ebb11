package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a task says while it runs, and what it leaves. */
@Order(4)
@ExtendWith({HostLog.class, SharedStage.class})
class OutputTest {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final String NO_TASK = "0199e7a0-0000-7000-8000-000000000000";

    private final Jobs jobs;

    OutputTest(Jobs jobs) {
        this.jobs = jobs;
    }

    @Test
    void progressIsSeenWhileItRuns() {
        String id = jobs.submit(Job.sleep(8, 8));
        Node task = Poll.until(
                "it made progress",
                Jobs.SOON,
                () -> jobs.task(id),
                seen -> !seen.at("progress").isNull()
                        && seen.at("progress").at("done").number() > 0);

        Node progress = task.at("progress");
        assertThat(progress.names()).isEqualTo(Set.of("done", "total", "percent", "note", "at"));
        assertThat(progress.at("total").text()).isEqualTo("8");
        assertThat(Double.parseDouble(progress.at("percent").text()))
                .isEqualTo(100.0 * progress.at("done").number() / 8, org.assertj.core.data.Offset.offset(1.0));
        assertThat(progress.at("at").time())
                .isAfterOrEqualTo(task.at("startedAt").time());
        assertThat(task.at("state").text()).isIn("running", "succeeded");
        Node ended = jobs.endedAs("succeeded", id);
        assertThat(ended.at("progress").at("total").text()).isEqualTo("8");
    }

    @Test
    void ofManyLinesTheFirstFiftyAndTheLastHundredAndFiftyStay() {
        String id = jobs.submit(Job.log(300));
        jobs.endedAs("succeeded", id);

        List<Node> lines = jobs.all("/v1/tasks/" + id + "/logs");

        assertThat(lines).allSatisfy(line -> {
            assertThat(line.names()).isEqualTo(Set.of("at", "level", "text"));
            assertThat(line.at("text").text()).isNotBlank();
        });
        List<Integer> numbers =
                lines.stream().map(line -> number(line.at("text").text())).toList();
        int first = numbers.getFirst();
        assertThat(numbers)
                .isEqualTo(Stream.concat(
                                IntStream.range(0, 50).boxed(),
                                IntStream.range(150, 300).boxed())
                        .map(line -> line + first)
                        .toList());
        assertThat(lines).extracting(line -> line.at("at").time()).isSorted();
    }

    private static int number(String text) {
        Matcher number = NUMBER.matcher(text);
        assertThat(number.find()).as(text).isTrue();
        return Integer.parseInt(number.group());
    }

    @Test
    void fewLinesAreAllThere() {
        String id = jobs.submit(Job.log(3));
        jobs.endedAs("succeeded", id);
        Reply page = jobs.api().get("/v1/tasks/" + id + "/logs");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.json().names()).contains("data", "nextCursor");
        assertThat(page.json().at("data").list()).hasSize(3);
        assertThat(page.json().at("nextCursor").isNull()).isTrue();
    }

    @Test
    void logsAreReadAPageAtATime() {
        String id = jobs.submit(Job.log(60));
        jobs.endedAs("succeeded", id);
        String path = "/v1/tasks/" + id + "/logs";

        Node page = jobs.api().get(path + "?limit=10").json();
        assertThat(page.at("data").list()).hasSize(10);
        String cursor = page.at("nextCursor").text();
        assertThat(jobs.all(path + "?limit=10")).hasSize(60);
        Problems.check(jobs.api().get(path + "?cursor=" + Jobs.encoded(cursor) + "x"), 400);
        Problems.check(jobs.api().get(path + "?cursor=nonsense"), 400);
        Problems.check(jobs.api().get("/v1/tasks/" + NO_TASK + "/logs"), 404);
    }

    @Test
    void aQuietTaskHasNoLog() {
        String id = jobs.submit(Job.echo("quiet").with("delay", 3600));
        Reply reply = jobs.api().get("/v1/tasks/" + id + "/logs");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("data").list()).isEmpty();
        assertThat(jobs.cancel(id).status()).isEqualTo(200);
    }

    @Test
    void aResultIsWaitedFor() {
        String id = jobs.submit(Job.sleep(3, 3));
        // Not from behind a backlog, which may last longer than any wait.
        jobs.begun(id);
        long start = System.nanoTime();
        Reply reply = jobs.api().get("/v1/tasks/" + id + "/result?wait=20");
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.header("content-type")).startsWith("application/json");
        assertThat(took).isLessThan(Duration.ofSeconds(20));
        assertThat(Node.parse(reply.body())).isEqualTo(jobs.task(id).at("result"));
    }

    @Test
    void aResultIsBare() {
        String id = jobs.submit(Job.echo("bare"));
        jobs.endedAs("succeeded", id);
        Reply reply = jobs.result(id);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("\"bare\"");
    }

    @Test
    void aResultThatIsNotThereYetIsAnsweredInTime() {
        String id = jobs.submit(Job.echo("later").with("delay", 3600));
        long start = System.nanoTime();
        Reply reply = jobs.api().get("/v1/tasks/" + id + "/result?wait=2");
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        assertThat(reply.header("retry-after")).matches("\\d+");
        assertThat(took).isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(10));
        assertThat(jobs.result(id).status()).isEqualTo(202);
        assertThat(jobs.cancel(id).status()).isEqualTo(200);
        Problems.check(jobs.api().get("/v1/tasks/" + id + "/result?wait=20"), 409);
    }

    @Test
    void whatFailedHasNoResult() {
        String id = jobs.submit(Job.flaky(1, "permanent"));
        jobs.endedAs("failed", id);
        Reply reply = jobs.result(id);
        Problems.check(reply, 409);
        assertThat(reply.json().at("detail").text()).contains("failed");
    }

    @Test
    void waitsThatCannotBeAreRefused() {
        String id = jobs.submit(Job.echo("wait"));
        for (String wait : List.of("26", "-1", "x", "", "1e9", "99999999999999999999")) {
            Problems.check(jobs.api().get("/v1/tasks/" + id + "/result?wait=" + wait), 400);
        }
        jobs.endedAs("succeeded", id);
        assertThat(jobs.api().get("/v1/tasks/" + id + "/result?wait=25").status())
                .isEqualTo(200);
        Problems.check(jobs.result(NO_TASK), 404);
    }

    @Test
    void largeResultsAreKeptAndTooLargeOnesFailForGood() {
        String large = jobs.submit(Job.big(150));
        jobs.endedAs("succeeded", large);
        assertThat(jobs.result(large).body().length()).isGreaterThanOrEqualTo(150_000);

        Node tooLarge = jobs.endedAs("failed", jobs.submit(Job.big(250)));
        assertThat(tooLarge.at("error").at("code").text()).isEqualTo("result-too-large");
        assertThat(tooLarge.at("attempt").text()).isEqualTo("1");
    }

    @Test
    void whatIsNotToBeKeptIsDropped() {
        String result = jobs.submit(Job.echo("drop").with("keepResult", 0));
        String failure = jobs.submit(Job.flaky(1, "permanent").with("keepFailure", 0));
        String kept = jobs.submit(Job.echo("keep").with("keepResult", -1).with("keepFailure", -1));
        for (String id : List.of(result, failure)) {
            Reply gone = Poll.until(
                    "the task is dropped",
                    Jobs.SOON,
                    () -> jobs.api().get("/v1/tasks/" + id),
                    reply -> reply.status() != 200);
            assertThat(gone.status()).isIn(404, 410);
        }
        jobs.endedAs("succeeded", kept);
        assertThat(jobs.result(kept).status()).isEqualTo(200);
    }
}
