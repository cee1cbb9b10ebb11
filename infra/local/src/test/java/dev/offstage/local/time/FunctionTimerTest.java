package dev.offstage.local.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.local.RecordingFunction;
import dev.offstage.local.function.LocalFunction;
import dev.offstage.local.template.EventSource.Timer;
import dev.offstage.local.template.FunctionSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FunctionTimerTest {
    private final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:30Z"));
    private final HeldExecutor executor = new HeldExecutor();

    @AfterEach
    void end() {
        executor.shutdown();
    }

    @Test
    void aRateFiresAtTheStartAndThenEveryPeriod() throws Exception {
        start("rate(1 minute)", "rate");
        assertThat(executor.wait).isZero();

        executor.run();
        assertThat(fired("rate")).isEqualTo("2026-01-01T00:00:30Z");
        assertThat(executor.wait).isEqualTo(Duration.ofMinutes(1));

        clock.now = clock.now.plusSeconds(60);
        executor.run();
        assertThat(fired("rate")).isEqualTo("2026-01-01T00:01:30Z");
    }

    @Test
    void aTimerThatCameLateKeepsItsBeat() throws Exception {
        start("rate(1 minute)", "late");
        executor.run();

        clock.now = clock.now.plusSeconds(75);
        executor.run();

        assertThat(executor.wait).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void aCronTableFiresFirstWhenItSays() throws Exception {
        start("cron(0 2 * * ? *)", "cron");
        assertThat(executor.wait).isEqualTo(Duration.parse("PT1H59M30S"));

        clock.now = Instant.parse("2026-01-01T02:00:00Z");
        executor.run();

        assertThat(fired("cron")).isEqualTo("2026-01-01T02:00:00Z");
        assertThat(executor.wait).isEqualTo(Duration.ofDays(1));
    }

    private void start(String expression, String inbox) throws Exception {
        Timer timer = new Timer(inbox, expression, 1, ZoneOffset.UTC, null, false);
        FunctionSpec spec = new FunctionSpec(
                inbox,
                inbox,
                RecordingFunction.class.getName(),
                1,
                Duration.ofSeconds(10),
                128,
                Map.of(),
                0,
                List.of(timer));
        FunctionTimer.start(timer, LocalFunction.make(spec, Map.of("INBOX", inbox), clock), executor, clock);
    }

    private static String fired(String inbox) throws InterruptedException {
        JrsValue event = RecordingFunction.inbox(inbox).poll(10, TimeUnit.SECONDS);
        assertThat(event).as("the event of a firing").isNotNull();
        return Objects.requireNonNull(event).path("time").asText();
    }

    private static final class MovedClock extends Clock {
        private Instant now;

        MovedClock(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
