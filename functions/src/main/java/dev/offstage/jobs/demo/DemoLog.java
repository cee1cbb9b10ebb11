package dev.offstage.jobs.demo;

import dev.offstage.args.Range;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskHandler;
import dev.offstage.engine.TaskType;
import dev.offstage.json.Json;
import dev.offstage.task.Outcome;

/** Writes numbered lines into its log. */
final class DemoLog implements TaskHandler<DemoLog.Args> {
    static final TaskType<Args> TYPE = TaskType.named("demo-log", Args.class);

    record Args(@Range(min = 0, max = 10_000) int lines) {}

    @Override
    public Outcome run(Args args, TaskContext context) {
        for (int line = 1; line <= args.lines(); line++) {
            context.info("Line " + line + " of " + args.lines());
        }
        return Outcome.done(Json.object().put("lines", args.lines()).toText());
    }
}
