package dev.offstage.jobs.demo;

import dev.offstage.args.Range;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskHandler;
import dev.offstage.engine.TaskType;
import dev.offstage.jobs.Waiting;
import dev.offstage.json.Json;
import dev.offstage.task.Outcome;
import java.time.Instant;
import java.time.InstantSource;

/** Waits, whoever interrupts it, and asks nothing: what a handler must not do. */
final class DemoHang implements TaskHandler<DemoHang.Args> {
    static final TaskType<Args> TYPE = TaskType.named("demo-hang", Args.class);

    private final InstantSource clock;
    private final Waiting waiting;

    DemoHang(InstantSource clock, Waiting waiting) {
        this.clock = clock;
        this.waiting = waiting;
    }

    record Args(@Range(min = 0, max = 3600) double seconds) {}

    @Override
    public Outcome run(Args args, TaskContext context) {
        Instant end = clock.instant().plusMillis(Math.round(args.seconds() * 1000));
        while (clock.instant().isBefore(end)) {
            try {
                waiting.until(end);
            } catch (InterruptedException e) {
                // This is the point of it.
            }
        }
        return Outcome.done(Json.object().put("seconds", args.seconds()).toText());
    }
}
