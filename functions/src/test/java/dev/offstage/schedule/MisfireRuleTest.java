package dev.offstage.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.schedule.MisfireRule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class MisfireRuleTest {
    private static final Instant DUE = Instant.parse("2026-11-21T12:00:00Z");

    /** Interval in seconds | rule | grace in seconds | most | seconds since it was due | what becomes of it. */
    private static final String TABLE = """
            600 | run-once | -   | 100 |    0 | on time
            600 | run-once | -   | 100 |   -5 | on time
            600 | run-once | -   | 100 |   60 | on time
            600 | run-once | -   | 100 |   61 | caught up
            600 | run-once | -   | 100 |  599 | caught up
            600 | run-once | -   | 100 |  600 | missed: merged into 2026-11-21T12:10:00.000Z
            600 | run-once | -   | 100 | 7199 | missed: merged into 2026-11-21T13:50:00.000Z
            600 | run-once | 300 | 100 |  300 | caught up
            600 | run-once | 300 | 100 |  301 | missed: later than the grace of 300 s
            600 | run-once | 10  | 100 |   10 | on time
            600 | run-once | 10  | 100 |   11 | missed: later than the grace of 10 s
            600 | run-all  | -   |   3 |   60 | on time
            600 | run-all  | -   |   3 |   61 | caught up
            600 | run-all  | -   |   3 | 1860 | caught up
            600 | run-all  | -   |   3 | 1861 | missed: more than 3 are late, and this is not one of the newest
            600 | run-all  | -   |   0 |   61 | missed: more than 0 are late, and this is not one of the newest
            600 | run-all  | 900 |   3 |  900 | caught up
            600 | run-all  | 900 |   3 |  901 | missed: later than the grace of 900 s
            600 | skip     | -   | 100 |   60 | on time
            600 | skip     | -   | 100 |   61 | missed: late by 61 s
            600 | skip     | 300 | 100 |  300 | caught up
            600 | skip     | 300 | 100 |  301 | missed: later than the grace of 300 s
            600 | skip     | 10  | 100 |   11 | missed: later than the grace of 10 s
              2 | run-once | -   | 100 |   60 | on time
              2 | run-once | -   | 100 |   61 | missed: merged into 2026-11-21T12:01:00.000Z
              2 | run-all  | -   | 100 |  180 | caught up
              2 | run-all  | -   | 100 |  260 | caught up
              2 | run-all  | -   | 100 |  261 | missed: more than 100 are late, and this is not one of the newest
            """;

    @TestFactory
    Stream<DynamicTest> decides() {
        return TABLE.lines()
                .map(line -> DynamicTest.dynamicTest(line, () -> {
                    String[] row = line.strip().split(" *\\| *", -1);
                    Duration grace = row[2].equals("-") ? null : Duration.ofSeconds(Long.parseLong(row[2]));
                    Specs spec = Specs.every(Long.parseLong(row[0]))
                            .misfire(
                                    Misfire.valueOf(
                                            row[1].toUpperCase(Locale.ROOT).replace('-', '_')),
                                    grace,
                                    Integer.parseInt(row[3]));

                    assertThat(decide(spec, DUE.plusSeconds(Long.parseLong(row[4]))))
                            .isEqualTo(row[5]);
                }));
    }

    @Test
    void jitterIsNoLateness() {
        Specs spec = Specs.every(86_400).jitter(Duration.ofHours(1));
        Duration jitter = Jitter.of(spec.spec(), DUE);

        assertThat(jitter).isPositive();
        assertThat(decide(spec, DUE.plus(jitter).plusSeconds(60))).isEqualTo("on time");
        assertThat(decide(spec, DUE.plus(jitter).plusSeconds(61))).isEqualTo("caught up");
    }

    @Test
    void noneMergesIntoOneThatNeverComes() {
        Specs spec = Specs.every(600).until("2026-11-21T12:10:00Z");
        Instant now = DUE.plusSeconds(3600);

        assertThat(decide(spec, now)).as("the end").isEqualTo("caught up");
        Calendar ended = Specs.every(600).calendar().until(DUE);
        assertThat(MisfireRule.decide(Specs.every(600).spec(), ended, DUE, now))
                .as("the last that the number of runs leaves")
                .isEqualTo(new Verdict.CaughtUp());
    }

    @Test
    void ofABacklogEachIsDecidedOnce() {
        Instant now = DUE.plusSeconds(3 * 3600);
        ScheduleSpec once = Specs.every(600).spec();
        ScheduleSpec all = Specs.every(600).misfire(Misfire.RUN_ALL, null, 5).spec();

        assertThat(backlog(now).map(due -> MisfireRule.decide(once, once.calendar(), due, now)))
                .filteredOn(Verdict.CaughtUp.class::isInstance)
                .hasSize(0);
        assertThat(backlog(now.minusSeconds(1))
                        .map(due -> MisfireRule.decide(once, once.calendar(), due, now.minusSeconds(1))))
                .as("the newest, late by ten minutes, stands for all")
                .filteredOn(verdict -> !(verdict instanceof Verdict.Missed))
                .containsExactly(new Verdict.CaughtUp());
        assertThat(backlog(now).map(due -> MisfireRule.decide(all, all.calendar(), due, now)))
                .filteredOn(Verdict.CaughtUp.class::isInstance)
                .hasSize(5);
    }

    private static Stream<Instant> backlog(Instant now) {
        return Specs.every(600).calendar().after(DUE).map(Occurrence::at).takeWhile(at -> !at.isAfter(now));
    }

    private static String decide(Specs spec, Instant now) {
        return switch (MisfireRule.decide(spec.spec(), spec.calendar(), DUE, now)) {
            case Verdict.OnTime onTime -> "on time";
            case Verdict.CaughtUp caughtUp -> "caught up";
            case Verdict.Missed missed -> "missed: " + missed.reason();
        };
    }
}
