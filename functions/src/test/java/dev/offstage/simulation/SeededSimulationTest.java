package dev.offstage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand tasks in each of a hundred worlds, in which everything goes wrong that can. A world that breaks a promise is told
 * with its seed; {@code -Doffstage.seed=…} runs that one alone.
 */
final class SeededSimulationTest {
    private static final int TASKS = Integer.getInteger("offstage.tasks", 10_000);
    private static final int SEEDS = Integer.getInteger("offstage.seeds", 100);

    @Test
    void everyAcceptedTaskEndsOnceWhateverGoesWrong() {
        Long only = Long.getLong("offstage.seed");
        LongStream seeds = only == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(only);

        List<String> broken = seeds.parallel()
                .mapToObj(SeededSimulationTest::broken)
                .filter(told -> told != null)
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void aSeedRunsTheSameWayEachTime() {
        World first = world(7, 300, true);
        World second = world(7, 300, true);
        first.run();
        second.run();

        assertThat(second.trace.tell(null, Integer.MAX_VALUE)).isEqualTo(first.trace.tell(null, Integer.MAX_VALUE));
        assertThat(second.trace.sum()).isEqualTo(first.trace.sum());
    }

    private static World world(long seed, int tasks, boolean told) {
        // From hardly any trouble to more than any system has.
        double share = List.of(0.0, 0.002, 0.01, 0.04).get((int) (seed % 4));
        return new World(seed, tasks, share, seed % 3 != 0, told);
    }

    /** What went wrong in the world of {@code seed}; null when nothing did. */
    private static @Nullable String broken(long seed) {
        World world = world(seed, TASKS, false);
        long start = System.nanoTime();
        try {
            world.run();
            if (Boolean.getBoolean("offstage.told")) {
                System.out.printf(
                        "seed %d: %d ms, %d events, %d records, %d runs, %d late writes, until %s%n",
                        seed,
                        (System.nanoTime() - start) / 1_000_000,
                        world.trace.events(),
                        world.records.all().size(),
                        world.store.runs,
                        world.store.lateWrites,
                        world.fibers.instant());
            }
            return null;
        } catch (Throwable e) {
            return "seed " + seed + " (run it alone with -Doffstage.seed=" + seed + "): " + e + story(seed);
        }
    }

    private static String story(long seed) {
        World again = world(seed, TASKS, true);
        try {
            again.run();
            return "\nbut it does not happen again";
        } catch (Witness.Violation e) {
            return "\n" + String.join("\n", again.trace.tell(e.task, 80));
        } catch (Throwable e) {
            return "\n" + String.join("\n", again.trace.tell(null, 40));
        }
    }
}
