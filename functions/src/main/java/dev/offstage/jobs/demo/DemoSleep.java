package dev.offstage.jobs.demo;

import dev.offstage.args.Range;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskHandler;
import dev.offstage.engine.TaskType;
import dev.offstage.jobs.Waiting;
import dev.offstage.json.Json;
import dev.offstage.task.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Waits in steps, tells its progress after each and stops when it is cancelled. */
final class DemoSleep implements TaskHandler<DemoSleep.Args> {
    static final TaskType<Args> TYPE = TaskType.named("demo-sleep", Args.class);

    /** It asks at least this often whether it is to stop. */
    private static final Duration NAP = Duration.ofMillis(500);

    private static final int USUAL_STEPS = 10;

    private final InstantSource clock;
    private final Waiting waiting;

    DemoSleep(InstantSource clock, Waiting waiting) {
        this.clock = clock;
        this.waiting = waiting;
    }

    /** @param steps 10 unless it says so */
    record Args(
            @Range(min = 0, max = 3600) double seconds,
            @Nullable @Range(min = 1, max = 1000) Integer steps) {}

    @Override
    public Outcome run(Args args, TaskContext context) throws InterruptedException {
        int steps = args.steps() == null ? USUAL_STEPS : args.steps();
        double millis = args.seconds() * 1000;
        Instant start = clock.instant();
        context.progress(0, steps);
        for (int step = 1; step <= steps; step++) {
            sleep(start.plusMillis(Math.round(millis * step / steps)), context);
            context.progress(step, steps);
        }
        return Outcome.done(
                Json.object().put("seconds", args.seconds()).put("steps", steps).toText());
    }

    private void sleep(Instant end, TaskContext context) throws InterruptedException {
        context.checkCancelled();
        for (Instant now = clock.instant(); now.isBefore(end); now = clock.instant()) {
            Instant nap = now.plus(NAP);
            waiting.until(nap.isBefore(end) ? nap : end);
            context.checkCancelled();
        }
    }
}
