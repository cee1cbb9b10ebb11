package dev.offstage.jobs.demo;

import com.fasterxml.jackson.jr.stree.JrsString;
import dev.offstage.args.Text;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskHandler;
import dev.offstage.engine.TaskType;
import dev.offstage.json.Json;
import dev.offstage.task.Outcome;

/** Answers with the message. */
final class DemoEcho implements TaskHandler<DemoEcho.Args> {
    static final TaskType<Args> TYPE = TaskType.named("demo-echo", Args.class);

    /** @param message as long as a request can carry, so that large arguments can be tried */
    record Args(@Text(max = 262_144) String message) {}

    @Override
    public Outcome run(Args args, TaskContext context) {
        return Outcome.done(Json.write(new JrsString(args.message())));
    }
}
