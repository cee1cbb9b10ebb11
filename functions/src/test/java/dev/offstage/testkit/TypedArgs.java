package dev.offstage.testkit;

import dev.offstage.args.Reading;
import dev.offstage.engine.TaskType;
import dev.offstage.task.TaskSpec;
import java.util.List;
import java.util.stream.Stream;

/** Reads the arguments of enqueued tasks back. */
final class TypedArgs {
    private TypedArgs() {}

    static <A extends Record> List<A> of(TaskType<A> type, Stream<TaskSpec> specs) {
        return specs.filter(spec -> spec.type().equals(type.name()))
                .map(spec -> switch (type.args().read(spec.args())) {
                    case Reading.Fits<A> fits -> fits.args();
                    case Reading.Refused<A> refused ->
                        throw new AssertionError(spec.args() + " was enqueued. " + refused.summary());
                })
                .toList();
    }
}
