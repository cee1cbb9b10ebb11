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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        runUntil("2026-01-01T02:00:00Z");
        assertThat(fired("cron")).isEqualTo("2026-01-01T02:00:00Z");

        runUntil("2026-01-02T02:00:00Z");
        assertThat(fired("cron")).isEqualTo("2026-01-02T02:00:00Z");
        assertThat(RecordingFunction.inbox("cron")).isEmpty();
    }

    @Test
    void aMachineThatSleptFiresWhenItWakes() throws Exception {
        start("cron(0 2 * * ? *)", "slept");
        executor.run();

        clock.now = Instant.parse("2026-01-01T07:00:00Z");
        executor.run();
        assertThat(executor.wait).isZero();
        executor.run();

        assertThat(fired("slept")).isEqualTo("2026-01-01T02:00:00Z");
    }

    @Test
    void aScheduleThatIsOverFiresNoMore() throws Exception {
        start("cron(0 2 1 1 ? 2025)", "over");

        assertThat(executor.wait).isNegative();
    }

    /** What EventBridge does at the changes of the clocks: a time that does not exist is left out, one that comes twice fires once. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,       0 8,   2026-03-28T12:00:00Z, 2026-03-29T06:00:00Z, 2026-03-30T06:00:00Z",
        "Europe/Berlin,       0 8,   2026-10-24T12:00:00Z, 2026-10-25T07:00:00Z, 2026-10-26T07:00:00Z",
        "Europe/Berlin,       30 2,  2026-03-28T12:00:00Z, 2026-03-30T00:30:00Z, 2026-03-31T00:30:00Z",
        "Europe/Berlin,       30 2,  2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "America/New_York,    30 1,  2026-10-31T12:00:00Z, 2026-11-01T05:30:00Z, 2026-11-02T06:30:00Z",
        "Australia/Lord_Howe, 45 1,  2026-04-04T00:00:00Z, 2026-04-04T14:45:00Z, 2026-04-05T15:15:00Z",
        "Africa/Cairo,        30 0,  2026-04-23T12:00:00Z, 2026-04-24T21:30:00Z, 2026-04-25T21:30:00Z",
        "Asia/Kolkata,        0 8,   2026-04-23T12:00:00Z, 2026-04-24T02:30:00Z, 2026-04-25T02:30:00Z",
        "Europe/Berlin,       30 *,  2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z",
        "Europe/Berlin,       30 *,  2026-03-29T00:00:00Z, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
    })
    void aCronTableGoesByTheWallClockOfItsZone(
            String zone, String minuteAndHour, Instant now, Instant first, Instant second) {
        Timetable timetable = Timetable.parse("cron(" + minuteAndHour + " * * ? *)", ZoneId.of(zone));

        assertThat(timetable.after(now)).isEqualTo(first);
        assertThat(timetable.after(first)).isEqualTo(second);
    }

    @Test
    void theWordsOfASchedulesInputAreFilledIn() throws Exception {
        Timer timer = new Timer(
                "filled",
                "rate(1 minute)",
                1,
                ZoneOffset.UTC,
                "{\"time\": \"<aws.scheduler.scheduled-time>\", \"of\": \"<aws.scheduler.schedule-arn>\"}",
                true);
        start(timer, "filled");
        executor.run();

        JrsValue event = RecordingFunction.inbox("filled").poll(10, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        assertThat(Objects.requireNonNull(event).path("time").asText()).isEqualTo("2026-01-01T00:00:30Z");
        assertThat(event.path("of").asText()).endsWith(":schedule/default/filled");
    }

    /** Lets the time pass as the executor waits, which never waits long. */
    private void runUntil(String time) {
        while (clock.now.isBefore(Instant.parse(time))) {
            assertThat(executor.wait).isBetween(Duration.ZERO, Duration.ofMinutes(1));
            clock.now = clock.now.plus(executor.wait);
            executor.run();
        }
        assertThat(clock.now).isEqualTo(time);
    }

    private void start(String expression, String inbox) throws Exception {
        start(new Timer(inbox, expression, 1, ZoneOffset.UTC, null, false), inbox);
    }

    private void start(Timer timer, String inbox) throws Exception {
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
