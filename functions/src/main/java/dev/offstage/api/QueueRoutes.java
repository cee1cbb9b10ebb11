package dev.offstage.api;

import dev.offstage.access.Caller;
import dev.offstage.engine.PauseBoard;
import dev.offstage.engine.QueueGauge;
import dev.offstage.engine.TaskTypes;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import dev.offstage.task.QueueName;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

/** How full the queues are, and pauses of queues and types. */
final class QueueRoutes {
    private final QueueGauge gauge;
    private final PauseBoard board;
    private final TaskTypes types;
    private final InstantSource clock;

    QueueRoutes(QueueGauge gauge, PauseBoard board, TaskTypes types, InstantSource clock) {
        this.gauge = gauge;
        this.board = board;
        this.types = types;
        this.clock = clock;
    }

    Answer list(Request request, Caller caller) {
        Pauses pauses = board.read().pauses();
        List<JsonObject> queues = Arrays.stream(QueueName.values())
                .gather(Gatherers.mapConcurrent(QueueName.values().length, queue -> json(queue, pauses)))
                .toList();
        return Answer.of(
                200,
                Json.object()
                        .put("data", queues.stream().map(JsonObject::toTree).toList()));
    }

    private JsonObject json(QueueName queue, Pauses pauses) {
        QueueGauge.Depth depth = gauge.of(queue);
        return Json.object()
                .put("name", queue.wireName())
                .put("paused", pauses.inForce().contains(Pause.of(queue)))
                .put("visible", depth.visible())
                .put("inFlight", depth.inFlight())
                .put("delayed", depth.delayed())
                .put("deadLetters", depth.deadLetters());
    }

    Answer pauseQueue(Request request, Caller caller) {
        return pause(queue(request), request, caller);
    }

    Answer resumeQueue(Request request, Caller caller) {
        return resume(queue(request), request, caller);
    }

    Answer pauseType(Request request, Caller caller) {
        return pause(type(request), request, caller);
    }

    Answer resumeType(Request request, Caller caller) {
        return resume(type(request), request, caller);
    }

    private static Pause queue(Request request) {
        String name = request.pathParameter("queue");
        return Arrays.stream(QueueName.values())
                .filter(queue -> queue.wireName().equals(name))
                .findFirst()
                .map(Pause::of)
                .orElseThrow(() -> Problem.notFound("There is no queue '" + Excerpt.of(name) + "'; there are "
                        + Arrays.stream(QueueName.values())
                                .map(QueueName::wireName)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    /** A type that is no longer deployed may still be paused. */
    private Pause type(Request request) {
        String name = request.pathParameter("type");
        Pause pause = Pause.ofType(name);
        if (types.find(name).isEmpty() && !board.read().pauses().inForce().contains(pause)) {
            throw Problem.notFound(
                    "There is no type '" + Excerpt.of(name) + "'; GET /v1/types lists those that there are.");
        }
        return pause;
    }

    private Answer pause(Pause pause, Request request, Caller caller) {
        board.pause(pause);
        return answer("A pause began.", pause, true, request, caller);
    }

    private Answer resume(Pause pause, Request request, Caller caller) {
        board.resume(pause, clock.instant());
        return answer("A pause ended.", pause, false, request, caller);
    }

    private static Answer answer(String event, Pause pause, boolean isPaused, Request request, Caller caller) {
        request.log().note(event, Json.object().put("pause", pause.text()).put("by", caller.name()));
        return Answer.of(200, Json.object().put("name", pause.name()).put("paused", isPaused));
    }
}
