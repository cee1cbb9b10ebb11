package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.engine.FollowUps;
import dev.offstage.engine.TaskType;
import dev.offstage.engine.TaskTypes;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.task.FollowUp;
import dev.offstage.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Reads {@code onFailure}: the task to enqueue when the one asked for ends failed. */
final class FollowUpReader {
    private static final int MOST_ARGS_BYTES = 2048;

    /** Any id will do to see whether arguments fit that hold the id of a task not made yet. */
    private static final TaskId SPECIMEN = TaskId.firstAt(Instant.EPOCH);

    private final TaskTypes types;
    private final ArgsCheck check;

    /** How arguments are checked: what is wrong with them is noted in the fields as wrong with {@code member}. */
    @FunctionalInterface
    interface ArgsCheck {
        void check(TaskType<?> type, JrsValue args, String member, Fields fields);
    }

    FollowUpReader(TaskTypes types, ArgsCheck check) {
        this.types = types;
        this.check = check;
    }

    /** The follow-up; empty when none is asked for or it is refused. */
    Optional<FollowUp> read(Fields fields) {
        return fields.fields("onFailure", Set.of("type", "args")).flatMap(this::followUp);
    }

    private Optional<TaskType<?>> known(String name, Fields fields) {
        Optional<TaskType<?>> type = types.find(name);
        if (type.isEmpty()) {
            Problem.unknownType(name, fields.at("type")).errorsAt("").forEach(fields::refuse);
        }
        return type;
    }

    private Optional<FollowUp> followUp(Fields fields) {
        Optional<TaskType<?>> type = fields.required(
                        "type", Optional::of, "the name of a type of task; GET /v1/types lists them")
                .flatMap(name -> known(name, fields));
        FollowUp followUp = new FollowUp(
                type.map(TaskType::name).orElse(""),
                Json.write(fields.value("args").orElseGet(() -> Json.object().toTree())));
        if (followUp.args().getBytes(StandardCharsets.UTF_8).length > MOST_ARGS_BYTES) {
            fields.refuse("args", "too-long", "These must be arguments of at most " + MOST_ARGS_BYTES + " bytes.");
            return Optional.empty();
        }
        return type.map(known -> {
            check.check(known, tree(FollowUps.args(followUp, SPECIMEN)), "args", fields);
            return followUp;
        });
    }

    private static JrsValue tree(String json) {
        try {
            return Json.parse(json);
        } catch (UnreadableJsonException e) {
            throw new IllegalStateException("What was written as JSON is none.", e);
        }
    }
}
