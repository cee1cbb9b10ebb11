package dev.offstage.jobs.demo;

import com.fasterxml.jackson.jr.stree.JrsString;
import dev.offstage.args.Range;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskHandler;
import dev.offstage.engine.TaskType;
import dev.offstage.json.Json;
import dev.offstage.task.Outcome;

/** Answers with a text of the size asked for. */
final class DemoBig implements TaskHandler<DemoBig.Args> {
    static final TaskType<Args> TYPE = TaskType.named("demo-big", Args.class);

    record Args(@Range(min = 0, max = 10_240) int kilobytes) {}

    @Override
    public Outcome run(Args args, TaskContext context) {
        return Outcome.done(Json.write(new JrsString("x".repeat(args.kilobytes() * 1024))));
    }
}
