package dev.offstage.api;

import dev.offstage.access.Caller;
import dev.offstage.json.Json;
import dev.offstage.task.Ending;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What a task came to; who asks may wait for it. */
final class ResultRoute {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** Of the time that a request keeps for sending what it stored, this one needs less: it stores nothing. */
    private static final Duration NOTHING_TO_SEND = Duration.ofSeconds(2);

    private final TaskFinder tasks;
    private final InstantSource clock;
    private final Waiting waiting;

    ResultRoute(TaskFinder tasks, InstantSource clock, Waiting waiting) {
        this.tasks = tasks;
        this.clock = clock;
        this.waiting = waiting;
    }

    Answer get(Request request, Caller caller) {
        Duration wait = wait(request);
        TaskRecord task = tasks.find(request, caller);
        Duration rest = Duration.between(clock.instant(), request.end().plus(NOTHING_TO_SEND));
        TaskRecord last = await(task, wait.compareTo(rest) < 0 ? wait : rest);
        return answer(last.equals(task) ? task : tasks.again(task.id()));
    }

    private static Duration wait(Request request) {
        String value = request.query("wait").orElse("0");
        boolean fits = value.matches("\\d{1,2}") && Integer.parseInt(value) <= LONGEST_WAIT.toSeconds();
        if (!fits) {
            throw Problem.unreadable("The query parameter 'wait' is '" + Excerpt.of(value)
                    + "'; it must be a whole number of seconds from 0 to " + LONGEST_WAIT.toSeconds() + ".");
        }
        return Duration.ofSeconds(Integer.parseInt(value));
    }

    /** Reads the task again and again until it has ended or the time is over, at distances that grow. */
    private TaskRecord await(TaskRecord first, Duration wait) {
        TaskRecord task = first;
        Duration pause = FIRST_PAUSE;
        // Counted by the pauses as well: a clock that is set back must not hold the request.
        Duration rest = wait;
        Instant end = clock.instant().plus(wait);
        while (!task.stateAt(clock.instant()).isFinal() && rest.isPositive()) {
            Duration step = shorter(pause, rest);
            if (!passes(step)) {
                return task;
            }
            // Long texts would be read again and again.
            task = tasks.glance(task.id());
            rest = shorter(rest.minus(step), Duration.between(clock.instant(), end));
            pause = shorter(pause.multipliedBy(3).dividedBy(2), LONGEST_PAUSE);
        }
        return task;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private boolean passes(Duration time) {
        try {
            waiting.pass(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Answer answer(TaskRecord stored) {
        TaskRecord task = stored.seenAt(clock.instant());
        Ending ending = task.ending();
        if (ending == null) {
            return Answer.accepted("/v1/tasks/" + task.id(), TaskJson.of(task, clock.instant()));
        }
        if (task.state() == TaskState.SUCCEEDED) {
            return Answer.json(ending.result() == null ? "null" : ending.result());
        }
        throw withoutResult(task, ending);
    }

    private static Problem withoutResult(TaskRecord task, Ending ending) {
        String reason = ending.failure() == null
                ? ""
                : " " + Excerpt.of(ending.failure().message());
        return Problem.conflict(
                "The task " + task.id() + " has no result: it is "
                        + task.state().wireName() + "." + reason,
                Json.object()
                        .put("taskId", task.id().toString())
                        .put("state", task.state().wireName())
                        .put("error", TaskJson.error(ending.failure())));
    }
}
