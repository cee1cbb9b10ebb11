package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No task runs longer than it may, and none suffers from another that tries. */
@Order(4)
@ExtendWith({HostLog.class, SharedStage.class})
class TimeLimitsTest {
    private final Jobs jobs;

    TimeLimitsTest(Jobs jobs) {
        this.jobs = jobs;
    }

    @Test
    void whatHangsIsTimedOutAndTheRestOfItsBatchIsUnhurt() {
        List<Job> all = new ArrayList<>();
        all.add(Job.hang(60).with("timeLimit", 5).with("retries", 0));
        for (int i = 0; i < 9; i++) {
            all.add(Job.echo("neighbour " + i).with("retries", 0));
        }
        List<String> ids = jobs.submit(all);

        for (String neighbour : ids.subList(1, 10)) {
            assertThat(jobs.endedAs("succeeded", neighbour).at("attempt").text())
                    .isEqualTo("1");
        }
        Node hung = jobs.endedAs("failed", ids.getFirst());
        assertThat(hung.at("attempts").list()).singleElement().satisfies(attempt -> {
            assertThat(attempt.at("outcome").text()).isEqualTo("timed-out");
            assertThat(attempt.at("error").at("message").text()).isNotBlank();
            assertThat(attempt.at("runMs").number()).isBetween(1_000L, 20_000L);
        });
        assertThat(hung.at("error").at("code").text()).isNotBlank();
    }

    @Test
    void aTimeOutIsAnAttemptAndIsRetried() {
        String id = jobs.submit(
                Job.hang(60).with("timeLimit", 5).with("retries", 1).with("backoff", Map.of("delays", List.of(0))));
        Node task = jobs.endedAs("failed", id);
        assertThat(task.at("attempt").text()).isEqualTo("2");
        assertThat(task.at("attempts").list())
                .extracting(attempt -> attempt.at("outcome").text())
                .containsExactly("timed-out", "timed-out");
    }

    @Test
    void whatListensStopsAtItsLimitToo() {
        String id = jobs.submit(Job.sleep(60, 60).with("timeLimit", 2).with("retries", 0));
        Node task = jobs.endedAs("failed", id);
        assertThat(Duration.between(
                        task.at("startedAt").time(), task.at("finishedAt").time()))
                .isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aLimitIsBelowTheTimeOfTheWorker() {
        jobs.endedAs("succeeded", jobs.submit(Job.echo("most").with("timeLimit", 100)));
        for (Object limit : List.of(101, 120, 121, 900, "PT2M", "P1D", 1e300)) {
            Reply reply = jobs.post(Job.echo("more").with("timeLimit", limit));
            Problems.check(reply, 422);
            assertThat(reply.json().at("errors").at(0).at("pointer").text()).isEqualTo("/timeLimit");
            assertThat(reply.json().at("errors").at(0).at("message").text()).contains("100");
        }
    }
}
