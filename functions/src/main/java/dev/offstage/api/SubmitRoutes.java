package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.Caller;
import dev.offstage.engine.Accepted;
import dev.offstage.engine.Submitted;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Tasks in, one or many. */
final class SubmitRoutes {
    private static final int MOST_BYTES = 256 << 10;
    private static final int MOST_BYTES_OF_MANY = 1 << 20;
    private static final int MOST_TASKS = 1000;

    private final TaskReader reader;
    private final Submissions submissions;
    private final InstantSource clock;

    SubmitRoutes(TaskReader reader, Submissions submissions, InstantSource clock) {
        this.reader = reader;
        this.submissions = submissions;
        this.clock = clock;
    }

    Answer one(Request request, Caller caller) {
        JrsValue body = request.body(MOST_BYTES).json();
        Readings readings = new Readings();
        readings.add(Submissions.ONLY, () -> reader.read(body, caller, clock.instant()));
        Submitted answer = submissions
                .all(request, caller, body, List.of(Submissions.ONLY), readings.possible())
                .get(Submissions.ONLY);
        if (answer == null) {
            throw readings.refusal(Submissions.ONLY).orElseThrow();
        }
        Accepted accepted = Problem.unlessAccepted(answer);
        return Answer.accepted(
                location(accepted.task()), TaskJson.of(accepted.task(), accepted.deduplicated(), clock.instant()));
    }

    Answer many(Request request, Caller caller) {
        JrsValue body = request.body(MOST_BYTES_OF_MANY).json();
        List<JrsValue> tasks = tasks(body);
        Instant now = clock.instant();
        Readings readings = new Readings();
        List<String> names =
                IntStream.range(0, tasks.size()).mapToObj(String::valueOf).toList();
        names.forEach(name -> readings.add(
                name, () -> reader.read(tasks.get(Integer.parseInt(name)), "/tasks/" + name, caller, now)));
        Map<String, Submitted> answers = submissions.all(request, caller, body, names, readings.possible());
        return new BatchAnswer(request, names, answers, readings.refused()).write(clock.instant());
    }

    private static List<JrsValue> tasks(JrsValue body) {
        Fields fields = new Fields(body, Set.of("tasks"));
        JrsValue said = fields.value("tasks").orElse(null);
        if (!(said instanceof JrsArray array) || array.size() == 0) {
            fields.refuse(
                    "tasks",
                    said == null ? "required" : "invalid",
                    "This must be an array of 1 to " + MOST_TASKS
                            + " tasks, such as [{\"type\": \"…\", \"args\": {…}}].");
            fields.check();
            return List.of();
        }
        fields.check();
        if (array.size() > MOST_TASKS) {
            throw Problem.tooLarge(
                    "The array has " + array.size() + " tasks; " + MOST_TASKS + " are the most. Send them in parts.");
        }
        List<JrsValue> tasks = new ArrayList<>();
        array.elements().forEachRemaining(tasks::add);
        return tasks;
    }

    static String location(TaskRecord task) {
        return "/v1/tasks/" + task.id();
    }
}
