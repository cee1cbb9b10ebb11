package dev.offstage.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.TestClock;
import dev.offstage.task.Outcome;
import dev.offstage.task.TaskRecord;
import dev.offstage.testkit.TestEngine;
import dev.offstage.testkit.Trial;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class HeartbeatTest {
    private final TestClock clock = new TestClock("2026-11-21T12:00:00Z");
    private final InMemoryBeats beats = new InMemoryBeats();
    private final Heartbeat handler = new Heartbeat(beats, clock);

    @Test
    void aBeatLeavesItsTime() throws Exception {
        assertThat(Trial.of(Heartbeat.TYPE, handler, clock).runJson("{}")).isEqualTo(Outcome.done("{\"newest\":true}"));

        assertThat(beats.last()).contains(clock.instant());
    }

    @Test
    void aBeatThatIsOvertakenIsNoFailure() throws Exception {
        Instant later = clock.instant().plusSeconds(3);
        assertThat(beats.beat(later)).isTrue();

        assertThat(Trial.of(Heartbeat.TYPE, handler, clock).runJson("{}"))
                .isEqualTo(Outcome.done("{\"newest\":false}"));

        assertThat(beats.last()).contains(later);
    }

    @Test
    void nothingOfItIsKeptButTheTime() {
        TestEngine engine = new TestEngine(clock, Heartbeat.TYPE.runBy(() -> handler));
        engine.enqueue(Heartbeat.TYPE, new Heartbeat.Args());

        engine.runAll();

        assertThat(engine.tasks())
                .filteredOn(task -> !task.isPurged(clock.instant()))
                .isEmpty();
        assertThat(engine.tasks()).extracting(TaskRecord::attempt).containsExactly(1);
    }
}
