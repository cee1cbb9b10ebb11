package dev.offstage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.schedule.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Schedules through simulated time, in which ticks are late, doubled or missing for hours, every process may die, stand still or lose
 * answers at every call, clocks are off by up to five seconds, and people pause, replace and delete. After it every expected firing
 * has one line, and none ran by two tasks. A world that breaks a promise is told with its seed; {@code -Doffstage.seed=…} runs that
 * one alone.
 */
final class ScheduleYearTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration DAYS = Duration.ofHours(7);
    private static final int SEEDS = Integer.getInteger("offstage.seeds", 10);
    private static final @Nullable Long ONLY = Long.getLong("offstage.seed");

    @Test
    void inAYearOfTwoHundredSchedulesEveryFiringIsAccountedFor() {
        assertThat(broken(ONLY == null ? 1 : ONLY, YEAR, 200, 0, 0.004)).isNull();
    }

    @Test
    void inDenseDaysFullOfTroubleToo() {
        LongStream seeds = ONLY == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(ONLY);

        List<String> broken = seeds.parallel()
                .mapToObj(seed -> broken(
                        seed, DAYS, 10, 8, List.of(0.0, 0.005, 0.02, 0.05).get((int) (seed % 4))))
                .filter(Objects::nonNull)
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void aSeedRunsTheSameWayEachTime() {
        List<Long> sums = LongStream.of(6, 6)
                .mapToObj(seed -> {
                    ScheduleWorld world = new ScheduleWorld(seed, START, Duration.ofHours(3), 0.02, false);
                    world.run(specs(seed, Duration.ofHours(3), 3, 3), true);
                    return world.trace.sum();
                })
                .toList();

        assertThat(sums.getFirst()).isEqualTo(sums.getLast());
    }

    /** What went wrong in the world of {@code seed}; null when nothing did. */
    private static @Nullable String broken(long seed, Duration length, int coarse, int dense, double share) {
        long start = System.nanoTime();
        ScheduleWorld world = world(seed, length, share, false);
        try {
            world.run(specs(seed, length, coarse, dense), share > 0);
            FiringVerdict verdict = new FiringVerdict(world);
            verdict.pass();
            if (Boolean.getBoolean("offstage.told")) {
                System.out.printf(
                        "seed %d: %d ms, %d events, %d ticks, %d lines, %d expected, %d ran%n",
                        seed,
                        (System.nanoTime() - start) / 1_000_000,
                        world.trace.events(),
                        world.ticks,
                        world.lines.all().size(),
                        verdict.expected,
                        world.witness.ran.size());
            }
            return null;
        } catch (Throwable e) {
            return "seed " + seed + " (run it alone with -Doffstage.seed=" + seed + "): " + e;
        }
    }

    private static ScheduleWorld world(long seed, Duration length, double share, boolean told) {
        return new ScheduleWorld(seed, START, length, share, told);
    }

    private static List<ScheduleSpec> specs(long seed, Duration length, int coarse, int dense) {
        ScheduleKinds kinds = new ScheduleKinds(new SplittableRandom(~seed), START, length);
        return java.util.stream.Stream.concat(kinds.coarse(coarse).stream(), kinds.dense(dense).stream())
                .toList();
    }
}
