package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.Caller;
import dev.offstage.engine.Accepted;
import dev.offstage.engine.Submitted;
import dev.offstage.engine.Turn;
import dev.offstage.json.Json;
import dev.offstage.scheduler.ScheduleDesk;
import dev.offstage.scheduler.ScheduleDesk.Changed;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What operators do to a schedule without changing what it is: pause, resume, run now. */
final class ScheduleControls {
    private static final int MOST_BYTES = 16 << 10;

    private final ScheduleDesk desk;
    private final ScheduleViews views;
    private final Submissions submissions;
    private final InstantSource clock;
    private final RandomGenerator random;

    ScheduleControls(
            ScheduleDesk desk,
            ScheduleViews views,
            Submissions submissions,
            InstantSource clock,
            RandomGenerator random) {
        this.desk = desk;
        this.views = views;
        this.submissions = submissions;
        this.clock = clock;
        this.random = random;
    }

    Answer pause(Request request, Caller caller) {
        String name = ScheduleFinder.name(request);
        return answer("A schedule was paused.", name, desk.pause(name), request, caller);
    }

    Answer resume(Request request, Caller caller) {
        boolean catchUp = catchUp(request.body(MOST_BYTES));
        String name = ScheduleFinder.name(request);
        return answer("A schedule was resumed.", name, desk.resume(name, catchUp), request, caller);
    }

    private static boolean catchUp(Body body) {
        if (body.isEmpty()) {
            return false;
        }
        Fields fields = new Fields(body.json(), Set.of("from"));
        Optional<Boolean> last = fields.text(
                "from",
                ScheduleControls::isLast,
                "now (what was due during the pause stays skipped) or last (it is a misfire and dealt with as such)");
        fields.check();
        return last.orElse(false);
    }

    private static Optional<Boolean> isLast(String word) {
        return switch (word) {
            case "last" -> Optional.of(true);
            case "now" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private Answer answer(String event, String name, Changed changed, Request request, Caller caller) {
        return switch (changed) {
            case Changed.Updated updated -> {
                request.log().note(event, Json.object().put("schedule", name).put("by", caller.name()));
                yield views.answer(200, updated.schedule());
            }
            case Changed.Missing ignored -> throw ScheduleFinder.missing(name);
            case Changed.OtherRevision ignored ->
                throw Problem.unavailable("The schedule " + name + " changes all the time; repeat the request.");
            case Changed.Created created -> throw impossible(created);
            case Changed.Deleted deleted -> throw impossible(deleted);
            case Changed.DeclaredInCode declared -> throw impossible(declared);
        };
    }

    private static IllegalStateException impossible(Changed changed) {
        return new IllegalStateException("Nobody asked for what ends so: " + changed);
    }

    Answer run(Request request, Caller caller) {
        String name = new ScheduleFinder(desk).find(request).name();
        JrsValue nothing = Json.object().toTree();
        List<String> only = List.of(Submissions.ONLY);
        Map<String, Submitted> answers = submissions.all(
                request,
                caller,
                nothing,
                only,
                only,
                (turn, names) -> Map.of(Submissions.ONLY, ran(name, turn, request)));
        TaskRecord task = Problem.unlessAccepted(Objects.requireNonNull(answers.get(Submissions.ONLY)))
                .task();
        return Answer.accepted(SubmitRoutes.location(task), TaskJson.of(task, clock.instant()));
    }

    private Submitted ran(String name, @Nullable Turn turn, Request request) {
        TaskId id = turn == null ? TaskId.next(clock.instant(), random) : turn.id(Submissions.ONLY);
        TaskRecord task = desk.run(name, id, turn == null ? null : turn.keptUntil())
                .orElseThrow(() -> ScheduleFinder.missing(name));
        request.countAccepted(1);
        return new Accepted(task, false);
    }
}
