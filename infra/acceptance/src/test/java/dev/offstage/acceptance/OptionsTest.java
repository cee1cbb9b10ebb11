package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Options of a submission: when, where, and what comes after. */
@Order(6)
@ExtendWith({HostLog.class, SharedStage.class})
class OptionsTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    private final Jobs jobs;

    OptionsTest(Jobs jobs) {
        this.jobs = jobs;
    }

    static Stream<Arguments> shortDelays() {
        return Stream.of(
                arguments(2, 2_000),
                arguments(2.0, 2_000),
                arguments("PT2S", 2_000),
                arguments("PT1.5S", 1_500),
                arguments("PT0H0M2S", 2_000));
    }

    @ParameterizedTest
    @MethodSource("shortDelays")
    void aShortDelayIsKept(Object delay, int millis) {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Node accepted = jobs.accepted(Job.echo("later").with("delay", delay));
        Instant after = Instant.now();
        isScheduled(accepted, after);
        Instant due = accepted.at("notBefore").time();
        // It counts from when the request came in.
        assertThat(due).isBetween(before.plusMillis(millis), after.plusMillis(millis));

        Node task = jobs.endedAs("succeeded", accepted.at("id").text());

        assertThat(task.at("startedAt").time()).isBetween(due, due.plus(AT_ONCE));
        assertThat(task.at("attempt").text()).isEqualTo("1");
    }

    /** @param answered when it was; an answer that took until it was due shows it as that */
    private static void isScheduled(Node accepted, Instant answered) {
        if (answered.isBefore(accepted.at("notBefore").time())) {
            assertThat(accepted.at("state").text()).isEqualTo("scheduled");
        }
    }

    @Test
    void anEtaMayHaveAnyOffset() {
        Instant due = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.MILLIS);
        String text = due.atOffset(ZoneOffset.ofHoursMinutes(5, 45)).toString();
        Node accepted = jobs.accepted(Job.echo("eta").with("notBefore", text));

        isScheduled(accepted, Instant.now());
        assertThat(accepted.at("notBefore").time()).isEqualTo(due);
        assertThat(accepted.at("notBefore").text()).endsWith("Z");
        assertThat(jobs.endedAs("succeeded", accepted.at("id").text())
                        .at("startedAt")
                        .time())
                .isAfterOrEqualTo(due);
    }

    @Test
    void anEtaThatIsOverMeansNow() {
        String id = jobs.submit(Job.echo("past").with("notBefore", "2020-01-01T00:00:00Z"));
        jobs.endedAs("succeeded", id);
    }

    @Test
    void aDelayMayTakeYears() {
        for (Job job : List.of(
                Job.echo("day").with("delay", "P1D"),
                Job.echo("year").with("delay", 31_536_000),
                Job.echo("years")
                        .with(
                                "notBefore",
                                Instant.now().plus(Duration.ofDays(1_500)).toString()))) {
            Node accepted = jobs.accepted(job);
            assertThat(accepted.at("state").text()).isEqualTo("scheduled");
            assertThat(accepted.at("notBefore").time()).isAfter(Instant.now().plus(Duration.ofHours(23)));
            String id = accepted.at("id").text();
            assertThat(jobs.task(id).at("state").text()).isEqualTo("scheduled");
            assertThat(jobs.cancel(id).status()).isEqualTo(200);
        }
    }

    @Test
    void aDeadlineThatIsNotMissedChangesNothing() {
        Instant deadline = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.MILLIS);
        Node accepted = jobs.accepted(Job.echo("in time").with("expiresAt", deadline.toString()));
        assertThat(accepted.at("expiresAt").time()).isEqualTo(deadline);
        jobs.endedAs("succeeded", accepted.at("id").text());
    }

    @ParameterizedTest
    @MethodSource("queues")
    void everyQueueRunsItsTasks(String queue) {
        Node accepted = jobs.accepted(Job.echo(queue).with("queue", queue));
        assertThat(accepted.at("queue").text()).isEqualTo(queue);
        assertThat(jobs.endedAs("succeeded", accepted.at("id").text())
                        .at("queue")
                        .text())
                .isEqualTo(queue);
    }

    static List<String> queues() {
        return List.of("high", "default", "low");
    }

    @Test
    void tagsAreKept() {
        List<String> tags = List.of("nightly", "Import-7", "a_b.c", "d", "e", "f", "g", "h", "i", "j");
        Node accepted = jobs.accepted(Job.echo("tags").with("tags", tags));
        assertThat(accepted.at("tags").list()).extracting(Node::text).containsExactlyElementsOf(tags);
        assertThat(jobs.ended(accepted.at("id").text()).at("tags").list())
                .extracting(Node::text)
                .containsExactlyElementsOf(tags);
    }

    @Test
    void aTaskThatFailsIsFollowedOnce() {
        String tag = Jobs.word();
        Map<String, Object> follow = Map.of("type", "demo-echo", "args", Map.of("message", "$taskId"));
        String id = jobs.submit(Job.flaky(5, "exception")
                .with("retries", 2)
                .with("backoff", Map.of("delays", List.of(0)))
                .with("onFailure", follow)
                .with("tags", List.of(tag)));

        Node failed = jobs.endedAs("failed", id);
        assertThat(failed.at("attempts").list()).hasSize(3);
        String since = Jobs.encoded(failed.at("createdAt").text());
        String followers = "/v1/tasks?type=demo-echo&arg.message=" + id + "&from=" + since;
        Node follower = Poll.until(
                        "the follow-up is there", Jobs.SOON, () -> jobs.all(followers), list -> !list.isEmpty())
                .getFirst();
        assertThat(jobs.endedAs("succeeded", follower.at("id").text())
                        .at("result")
                        .text())
                .isEqualTo(id);
        assertThat(jobs.all(followers)).hasSize(1);
    }

    @Test
    void whatSucceedsOrIsCancelledIsNotFollowed() {
        String message = Jobs.word();
        Instant since = Instant.now().minusSeconds(1);
        Map<String, Object> follow = Map.of("type", "demo-echo", "args", Map.of("message", message));
        jobs.endedAs("succeeded", jobs.submit(Job.echo("fine").with("onFailure", follow)));
        String cancelled = jobs.submit(Job.echo("off").with("delay", 3600).with("onFailure", follow));
        assertThat(jobs.cancel(cancelled).status()).isEqualTo(200);

        jobs.endedAs("succeeded", jobs.submit(Job.echo("marker")));
        assertThat(jobs.all("/v1/tasks?arg.message=" + message + "&from=" + Jobs.encoded(since.toString())))
                .isEmpty();
    }
}
