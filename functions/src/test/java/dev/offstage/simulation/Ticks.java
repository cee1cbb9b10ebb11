package dev.offstage.simulation;

import dev.offstage.engine.Measure;
import dev.offstage.engine.Tally;
import dev.offstage.engine.TaskTypes;
import dev.offstage.engine.Tick;
import dev.offstage.task.Outcome;
import java.time.Duration;
import java.util.List;

/** The clock of the system: a tick a minute, sometimes late, twice or not at all. */
final class Ticks {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final TaskTypes TYPES = Kind.types((kind, args, context) -> Outcome.done("null"));

    private final World world;

    /** What the last whole tick said. */
    long unaccounted;

    private int quiet;

    Ticks(World world) {
        this.world = world;
    }

    /** A while longer than anyone has something to do, so that the last looks are at what is at rest. */
    void live() {
        while (quiet < 15) {
            int times = world.trouble.happens(0.03) ? 2 : world.trouble.happens(0.03) ? 0 : 1;
            for (int i = 0; i < times; i++) {
                world.fibers.start(this::tick);
            }
            world.fibers.sleep(60_000 + (world.trouble.happens(0.05) ? world.random.nextInt(30_000) : 0));
            quiet = world.isAtRest() ? quiet + 1 : 0;
        }
    }

    private void tick() {
        Program process = world.process("tick", TIMEOUT);
        Tally tally = new Tally();
        try {
            new Tick(world.tickPortsOf(process), TYPES, process).run(world.invocation(process, tally));
            unaccounted = tally.values()
                    .getOrDefault(Measure.UNACCOUNTED, List.of(0L))
                    .getFirst();
        } catch (Program.Died | Trouble.Refused e) {
            world.trace.add(process.name, "fails", String.valueOf(e.getMessage()), null);
        }
    }
}
