package dev.offstage.bench;

import dev.offstage.aws.Wiring;
import dev.offstage.engine.Invocation;
import dev.offstage.engine.Tick;
import dev.offstage.scheduler.OverdueFirings;
import java.time.Duration;
import java.util.List;

/** Plays the minute's schedule, at moments that it chooses itself. */
final class Ticks {
    /** More than the quarters of an hour that the first sweeps of a new table read, one each. */
    private static final int BEHIND = 6;

    private final Tick tick;
    private final SteppingClock clock;

    Ticks(Wiring wiring, SteppingClock clock) {
        this.tick = wiring.tick(BenchTypes.all(clock), List.of(), OverdueFirings.NONE);
        this.clock = clock;
    }

    /** Ticks until the sweep has read all that is of age. */
    void catchUp() {
        for (int i = 0; i < BEHIND; i++) {
            Tally unused = run();
        }
    }

    /** What a tick costs that finds all tasks made so far to be of age. */
    Tally next() {
        return after(Duration.ofMinutes(6));
    }

    Tally after(Duration time) {
        clock.move(time);
        return run();
    }

    private Tally run() {
        CallCounter.reset();
        tick.run(new Invocation((event, facts) -> {}, new dev.offstage.engine.Tally()));
        return CallCounter.take();
    }
}
