package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.engine.Accepted;
import dev.offstage.engine.Gone;
import dev.offstage.engine.Submitted;
import dev.offstage.json.Json;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What became of many tasks, by their indexes.
 *
 * @param names the indexes as text
 * @param refused those that could not be read, and why
 */
record BatchAnswer(Request request, List<String> names, Map<String, Submitted> answers, Map<String, Problem> refused) {
    private static final int MOST_ERRORS = 100;

    /** Of each task: all of them together have to fit into an answer. */
    private static final int MOST_ERRORS_EACH = 10;

    /** Throws when nothing was accepted, now or when the request came first. */
    Answer write(Instant now) {
        List<JrsValue> accepted = new ArrayList<>();
        List<JrsValue> rejected = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        TaskId first = null;
        for (String name : names) {
            if (answers.get(name) instanceof Accepted made) {
                first = first == null ? made.task().id() : first;
                accepted.add(accepted(name, made.task(), now));
            } else {
                // It was accepted once; a repetition has the status of the first answer, whatever became of the tasks.
                first = first == null && answers.get(name) instanceof Gone gone ? gone.first() : first;
                problems.add(problem(name));
                rejected.add(Json.object()
                        .put("index", Integer.parseInt(name))
                        .put("problem", problems.getLast().toJson(request.id()).toTree())
                        .toTree());
            }
        }
        if (first == null) {
            throw nothing(problems);
        }
        return Answer.accepted(
                "/v1/tasks/" + first, Json.object().put("accepted", accepted).put("rejected", rejected));
    }

    private static JrsValue accepted(String name, TaskRecord task, Instant now) {
        return Json.object()
                .put("index", Integer.parseInt(name))
                .put("id", task.id().toString())
                .put("state", task.stateAt(now).wireName())
                .toTree();
    }

    private Problem problem(String name) {
        Submitted answer = answers.get(name);
        return answer == null
                ? Objects.requireNonNull(refused.get(name)).limited(MOST_ERRORS_EACH)
                : Problem.ofUnaccepted(answer);
    }

    private Problem nothing(List<Problem> problems) {
        List<Problem.FieldError> errors = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            errors.addAll(problems.get(i).errorsAt("/tasks/" + names.get(i)));
        }
        return Problem.validation(
                "None of the tasks can be accepted.",
                errors.stream().limit(MOST_ERRORS).toList());
    }
}
