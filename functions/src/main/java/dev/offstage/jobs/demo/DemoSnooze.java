package dev.offstage.jobs.demo;

import dev.offstage.args.Range;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskHandler;
import dev.offstage.engine.TaskType;
import dev.offstage.json.Json;
import dev.offstage.task.Outcome;
import java.time.Duration;

/** Puts itself off, then succeeds. Counts by the memo that each snooze leaves. */
final class DemoSnooze implements TaskHandler<DemoSnooze.Args> {
    static final TaskType<Args> TYPE = TaskType.named("demo-snooze", Args.class);

    record Args(
            @Range(min = 0, max = 1000) int times,
            @Range(min = 0, max = 31_536_000) double seconds) {}

    @Override
    public Outcome run(Args args, TaskContext context) {
        String memo = context.memo();
        int snoozed = memo == null ? 0 : Integer.parseInt(memo);
        return snoozed < args.times()
                ? Outcome.snooze(Duration.ofMillis(Math.round(args.seconds() * 1000)), String.valueOf(snoozed + 1))
                : Outcome.done(Json.object().put("snoozed", snoozed).toText());
    }
}
