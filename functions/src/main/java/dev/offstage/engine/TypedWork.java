package dev.offstage.engine;

import dev.offstage.args.Args;
import dev.offstage.args.Reading;
import dev.offstage.task.Outcome;

/** A handler behind the reading of its arguments. They were checked at the door, but perhaps by an older record. */
record TypedWork<A extends Record>(Args<A> args, TaskHandler<A> handler) implements Work {
    @Override
    public Outcome run(String json, TaskContext context) throws Exception {
        return switch (args.read(json)) {
            case Reading.Fits<A> fits -> handler.run(fits.args(), context);
            case Reading.Refused<A> refused -> Outcome.fail("invalid-args", refused.summary());
        };
    }
}
