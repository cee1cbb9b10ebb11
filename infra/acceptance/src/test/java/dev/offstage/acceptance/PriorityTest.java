package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is in a hurry waits for nobody who is not. */
@Order(5)
@ExtendWith(HostLog.class)
class PriorityTest {
    private static final Duration SECONDS = Duration.ofSeconds(10);

    private static Stage stage;
    private static Jobs jobs;

    @BeforeAll
    static void start() {
        Target.assumeLocal();
        stage = Stage.demo();
        jobs = new Jobs(stage.api());
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    /** The low queue runs fifty at once: a backlog of a thousand sleepers lasts for more than a minute. */
    @Test
    void aHighTaskOvertakesABacklogOfLowOnes() {
        List<Job> backlog = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            backlog.add(Job.sleep(4, 1).with("queue", "low"));
        }
        List<String> low = jobs.submit(backlog);
        jobs.begun(low.getFirst());

        for (String queue : List.of("high", "default")) {
            Node task = jobs.endedAs("succeeded", jobs.submit(Job.echo(queue).with("queue", queue)));
            assertThat(Duration.between(
                            task.at("createdAt").time(), task.at("startedAt").time()))
                    .as(queue)
                    .isLessThan(SECONDS);
        }

        long waiting = low.stream()
                .filter(id -> Math.floorMod(id.hashCode(), 20) == 0)
                .filter(id -> jobs.task(id).at("state").text().equals("queued"))
                .count();
        assertThat(waiting).as("low tasks of a sample that still wait").isPositive();
    }
}
