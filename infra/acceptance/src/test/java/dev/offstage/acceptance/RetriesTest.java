package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fails is tried again, as often and as late as it was asked for. */
@Order(3)
@ExtendWith({HostLog.class, SharedStage.class})
class RetriesTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(20);
    private static final Map<String, List<Integer>> NO_WAIT = Map.of("delays", List.of(0));

    private final Jobs jobs;

    RetriesTest(Jobs jobs) {
        this.jobs = jobs;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatFailsTwiceSucceedsTheThirdTime(String how) {
        String id = jobs.submit(Job.flaky(2, how).with("backoff", NO_WAIT));
        Node task = jobs.endedAs("succeeded", id);

        assertThat(task.at("attempt").text()).isEqualTo("3");
        assertThat(outcomes(task)).containsExactly("retried", "retried", "succeeded");
        assertThat(task.at("attempts").list().subList(0, 2)).allSatisfy(attempt -> {
            assertThat(attempt.names())
                    .isEqualTo(Set.of("number", "startedAt", "finishedAt", "outcome", "waitMs", "runMs", "error"));
            assertThat(attempt.at("error").names()).isEqualTo(Set.of("code", "type", "message", "trace"));
            assertThat(attempt.at("error").at("message").text()).isNotBlank();
            assertThat(attempt.at("waitMs").number()).isNotNegative();
            assertThat(attempt.at("runMs").number()).isNotNegative();
        });
        assertThat(task.at("attempts").list())
                .extracting(attempt -> attempt.at("number").number())
                .containsExactly(1L, 2L, 3L);
        assertThat(task.at("error").isNull()).isTrue();
    }

    static List<String> ways() {
        return List.of("exception", "retry");
    }

    @Test
    void threeRetriesAreTheDefaultAndTheirWaitsShort() {
        Node task = jobs.endedAs("failed", jobs.submit(Job.flaky(9, "exception")));

        assertThat(outcomes(task)).containsExactly("retried", "retried", "retried", "failed");
        assertThat(task.at("error").at("message").text()).isNotBlank();
        assertThat(task.at("error").names()).isEqualTo(Set.of("code", "type", "message"));
        assertThat(task.at("result").isNull()).isTrue();
    }

    @Test
    void aPermanentFailureIsNotTriedAgain() {
        Node task = jobs.endedAs("failed", jobs.submit(Job.flaky(1, "permanent")));
        assertThat(outcomes(task)).containsExactly("failed");
        assertThat(task.at("error").at("code").text()).isNotBlank();
    }

    @Test
    void noRetriesMeanOneAttempt() {
        Node accepted = jobs.accepted(Job.flaky(1, "exception").with("retries", 0));
        assertThat(accepted.at("retries").text()).isEqualTo("0");
        assertThat(outcomes(jobs.endedAs("failed", accepted.at("id").text()))).containsExactly("failed");
    }

    @Test
    void theLastTenAttemptsAreKeptAndAllAreCounted() {
        String id = jobs.submit(Job.flaky(12, "exception").with("retries", 12).with("backoff", NO_WAIT));
        Node task = jobs.endedAs("succeeded", id);
        assertThat(task.at("attempt").text()).isEqualTo("13");
        assertThat(task.at("attempts").list())
                .extracting(attempt -> attempt.at("number").number())
                .containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L);
    }

    /** Waits in seconds before each retry, none of them random. */
    record Waits(Object backoff, List<Integer> seconds) {}

    static Stream<Waits> waits() {
        return Stream.of(
                new Waits(Map.of("delays", List.of(2, 1)), List.of(2, 1, 1)),
                new Waits(Map.of("delays", List.of("PT1S")), List.of(1, 1)),
                new Waits(Map.of("base", 1, "factor", 2, "max", 3, "jitter", "none"), List.of(1, 2, 3)),
                new Waits(Map.of("base", "PT1S", "factor", 3, "max", 600, "jitter", "none"), List.of(1, 3)),
                new Waits("jobrunr", List.of(3)));
    }

    @ParameterizedTest
    @MethodSource
    void waits(Waits waits) {
        int retries = waits.seconds().size();
        String id = jobs.submit(
                Job.flaky(retries, "exception").with("retries", retries).with("backoff", waits.backoff()));
        Node task = jobs.endedAs("succeeded", id);

        List<Node> attempts = task.at("attempts").list();
        assertThat(attempts).hasSize(retries + 1);
        IntStream.range(0, retries).forEach(i -> {
            Duration wait = Duration.ofSeconds(waits.seconds().get(i));
            assertThat(Duration.between(
                            attempts.get(i).at("finishedAt").time(),
                            attempts.get(i + 1).at("startedAt").time()))
                    .as("wait " + i)
                    .isBetween(wait, wait.plus(AT_ONCE));
        });
    }

    /** How long the first wait of a preset is, in milliseconds. */
    record Preset(String name, long least, long most) {}

    static Stream<Preset> presets() {
        return Stream.of(
                new Preset("celery", 0, 1_000),
                new Preset("sidekiq", 15_000, 25_000),
                new Preset("oban", 15_300, 18_700),
                new Preset("jobrunr", 3_000, 3_000),
                new Preset("hangfire", 15_000, 45_000));
    }

    @ParameterizedTest
    @MethodSource
    void presets(Preset preset) {
        String id = jobs.submit(Job.flaky(1, "exception").with("backoff", preset.name()));
        Node task = jobs.attempted(1, id);

        if (!task.at("state").text().equals("succeeded")) {
            Instant failed = task.at("attempts").at(0).at("finishedAt").time();
            assertThat(Duration.between(failed, task.at("notBefore").time()).toMillis())
                    .as(task.text())
                    .isBetween(preset.least(), preset.most() + 1_000);
            assertThat(task.at("retries").text()).isEqualTo("3");
        }
        var unused = jobs.cancel(id);
    }

    @Test
    void aRetryThatWaitsIsShownAsScheduled() {
        String id = jobs.submit(Job.flaky(1, "exception").with("backoff", Map.of("delays", List.of(30))));
        Node task = jobs.attempted(1, id);
        assertThat(task.at("state").text()).isEqualTo("scheduled");
        assertThat(task.at("attempt").text()).isEqualTo("1");
        assertThat(outcomes(task)).containsExactly("retried");
        assertThat(jobs.cancel(id).status()).isEqualTo(200);
        assertThat(jobs.task(id).at("state").text()).isEqualTo("cancelled");
    }

    @Test
    void retriesMayBeBoundedByTimeInstead() {
        String id = jobs.submit(
                Job.flaky(1_000, "exception").with("retryFor", "PT10S").with("backoff", Map.of("delays", List.of(1))));
        Node task = jobs.endedAs("failed", id);

        assertThat(task.at("attempt").number()).isBetween(2L, 12L);
        assertThat(Duration.between(
                        task.at("createdAt").time(), task.at("finishedAt").time()))
                .isLessThan(AT_ONCE.plusSeconds(10));
    }

    @Test
    void aSnoozeSpendsNoAttempt() {
        String id = jobs.submit(Job.snooze(3, 1).with("retries", 0));
        Node task = jobs.endedAs("succeeded", id);

        assertThat(task.at("attempt").text()).isEqualTo("1");
        assertThat(outcomes(task).getLast()).isEqualTo("succeeded");
        assertThat(outcomes(task).subList(0, outcomes(task).size() - 1)).containsOnly("snoozed");
        assertThat(Duration.between(
                        task.at("createdAt").time(), task.at("finishedAt").time()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    private static List<String> outcomes(Node task) {
        List<String> outcomes = new ArrayList<>();
        task.at("attempts")
                .list()
                .forEach(attempt -> outcomes.add(attempt.at("outcome").text()));
        return outcomes;
    }
}
