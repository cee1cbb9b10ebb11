package dev.offstage.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.engine.QueueGauge.Depth;
import dev.offstage.engine.TestClock;
import dev.offstage.engine.UnavailableException;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import dev.offstage.testkit.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SampleQueuesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final TestClock clock = new TestClock("2026-11-21T12:00:01.234Z");
    private final QueueSamples samples = new InMemoryQueueSamples(clock);
    private final Gauge gauge = new Gauge();
    private final Trial<SampleQueues.Args> trial =
            Trial.of(SampleQueues.TYPE, new SampleQueues(gauge, samples, clock), clock);

    @Test
    void keepsTheDepthOfEveryQueue() throws Exception {
        assertThat(trial.runJson("{}"))
                .isEqualTo(Outcome.done("{\"high\":{\"visible\":1,\"inFlight\":2,\"delayed\":3,\"deadLetters\":4},"
                        + "\"default\":{\"visible\":2,\"inFlight\":2,\"delayed\":3,\"deadLetters\":4},"
                        + "\"low\":{\"visible\":3,\"inFlight\":2,\"delayed\":3,\"deadLetters\":4},\"kept\":true}"));

        assertThat(samples.between(NOON, NOON.plusSeconds(60)))
                .containsExactly(new QueueSample(
                        NOON,
                        Map.of(
                                QueueName.HIGH, new Depth(1, 2, 3, 4),
                                QueueName.DEFAULT, new Depth(2, 2, 3, 4),
                                QueueName.LOW, new Depth(3, 2, 3, 4))));
    }

    @Test
    void twoSamplesOfAMinuteAreOne() throws Exception {
        assertThat(trial.runJson("{}")).isInstanceOf(Outcome.Done.class);
        clock.advance(Duration.ofSeconds(40));
        assertThat(trial.runJson("{}")).isInstanceOf(Outcome.Done.class);

        assertThat(samples.between(NOON, NOON.plusSeconds(60))).hasSize(1);
    }

    @Test
    void aQueueThatIsAwayIsTriedAgain() {
        gauge.away = QueueName.LOW;

        assertThatThrownBy(() -> trial.runJson("{}")).isInstanceOf(UnavailableException.class);
        assertThat(samples.between(NOON, NOON.plusSeconds(60))).isEmpty();
    }
}
