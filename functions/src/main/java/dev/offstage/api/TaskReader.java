package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.Caller;
import dev.offstage.args.Reading;
import dev.offstage.engine.TaskType;
import dev.offstage.engine.TaskTypes;
import dev.offstage.json.Json;
import dev.offstage.task.FollowUp;
import dev.offstage.task.TaskDraft;
import dev.offstage.task.Uniqueness;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads and checks what a submission says, so that what is wrong never reaches a worker. */
final class TaskReader {
    private static final Set<String> KNOWN = known();

    private final TaskTypes types;
    private final SubmitLimits limits;

    TaskReader(TaskTypes types, SubmitLimits limits) {
        this.types = types;
        this.limits = limits;
    }

    private static Set<String> known() {
        Set<String> names = new HashSet<>(Options.NAMES);
        names.addAll(Set.of("type", "args", "unique", "onFailure"));
        return Set.copyOf(names);
    }

    /** The task that a whole body asks for. Throws the problem that says all that is wrong with it. */
    Asked read(JrsValue body, Caller caller, Instant now) {
        return read(new Fields(body, KNOWN), caller, now);
    }

    /** The same of one element of a body; {@code pointer} says which. */
    Asked read(JrsValue element, String pointer, Caller caller, Instant now) {
        return read(Fields.inside(element, pointer, KNOWN), caller, now);
    }

    private Asked read(Fields fields, Caller caller, Instant now) {
        TaskType<?> type = type(fields);
        JrsValue args = fields.value("args").orElseGet(() -> Json.object().toTree());
        check(type, args, "args", fields);
        String text = Json.write(args);
        TaskDraft draft = new TaskDraft(type.name(), type.policy(), text)
                .owner(caller.owner())
                .onFailure(followUp(fields).orElse(null));
        Uniqueness unique =
                new UniqueReader(fields, type).read().orElse(type.policy().unique());
        new Options(fields, type.policy(), limits, now).addTo(draft, unique);
        fields.check();
        limits.refuseTooLarge(text);
        return new Asked(draft.make(), unique);
    }

    /**
     * Other arguments for a task of that type, as JSON text; empty when the fields have none. Throws the problem that says all that is
     * wrong with them. Those of a type that is no longer deployed cannot be checked here, nor run.
     */
    Optional<String> readArgs(String type, Fields fields) {
        Optional<JrsValue> args = fields.value("args");
        args.ifPresent(value -> types.find(type).ifPresent(known -> check(known, value, "args", fields)));
        fields.check();
        Optional<String> text = args.map(Json::write);
        text.ifPresent(limits::refuseTooLarge);
        return text;
    }

    private TaskType<?> type(Fields fields) {
        Optional<String> name =
                fields.required("type", Optional::of, "the name of a type of task; GET /v1/types lists them");
        if (name.isEmpty()) {
            fields.check();
        }
        return types.find(name.orElseThrow()).orElseThrow(() -> Problem.unknownType(name.get(), fields.at("type")));
    }

    /** What is to be enqueued when a task ends failed; empty when it is not said or refused. */
    Optional<FollowUp> followUp(Fields fields) {
        return new FollowUpReader(types, this::check).read(fields);
    }

    /** Notes as wrong with {@code member} what is wrong with arguments of that type. */
    void check(TaskType<?> type, JrsValue args, String member, Fields fields) {
        if (type.args().read(args) instanceof Reading.Refused<?> refused) {
            refused.errors()
                    .forEach(error -> fields.refuse(new Problem.FieldError(
                            fields.at(member) + error.pointer(), error.code(), error.message())));
        }
    }
}
