package dev.offstage.api;

import dev.offstage.access.Caller;
import dev.offstage.engine.Interventions;
import dev.offstage.engine.Interventions.Result;
import dev.offstage.engine.RequestLedger;
import dev.offstage.json.Json;
import dev.offstage.task.TaskRecord;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What operators do to one task. */
final class InterventionRoutes {
    private static final int MOST_BYTES = 256 << 10;

    private final TaskFinder tasks;
    private final Interventions interventions;
    private final RequestLedger ledger;
    private final TaskReader reader;
    private final InstantSource clock;

    InterventionRoutes(
            TaskFinder tasks,
            Interventions interventions,
            RequestLedger ledger,
            TaskReader reader,
            InstantSource clock) {
        this.tasks = tasks;
        this.interventions = interventions;
        this.ledger = ledger;
        this.reader = reader;
        this.clock = clock;
    }

    Answer cancel(Request request, Caller caller) {
        TaskRecord task = tasks.find(request, caller);
        return switch (interventions.cancel(task)) {
            case Result.Done done -> cancelled(done.task());
            case Result.Unsent unsent -> cancelled(unsent.task());
            case Result.Refused refused ->
                throw refused(refused.task(), "Only a task that has not ended can be cancelled.");
            case Result.Missing ignored -> throw TaskFinder.missing(task.id());
            case Result.Duplicates duplicates -> throw impossible(duplicates);
            case Result.Unfollowed unfollowed -> throw impossible(unfollowed);
        };
    }

    private Answer cancelled(TaskRecord task) {
        return task.state().isFinal() ? Answer.of(200, TaskJson.of(task, clock.instant())) : accepted(task);
    }

    Answer retry(Request request, Caller caller) {
        TaskRecord task = tasks.find(request, caller);
        return switch (interventions.retry(task, args(request, task), request.log())) {
            case Result.Done done -> accepted(done.task());
            case Result.Unsent unsent ->
                throw Problem.unavailable(
                        "The task " + unsent.task().id()
                                + " is queued again, but its message could not be sent; it is sent within some minutes. There is nothing to repeat.");
            case Result.Refused refused ->
                throw refused(refused.task(), "Only a task that is failed, cancelled or expired can be retried.");
            case Result.Duplicates duplicates -> throw duplicate(duplicates);
            case Result.Unfollowed unfollowed -> throw unfollowed(unfollowed.task());
            case Result.Missing ignored -> throw TaskFinder.missing(task.id());
        };
    }

    private static Problem unfollowed(TaskRecord task) {
        return Problem.unavailable("The task " + task.id()
                + " failed, and the task that is to follow it cannot be enqueued at the moment; repeat the request.");
    }

    private static Problem duplicate(Result.Duplicates duplicates) {
        return Problem.conflict(
                "The task " + duplicates.task().id() + " is unique, and the task " + duplicates.other()
                        + " waits or runs under the same key. Retry it when that one has ended, or with other arguments.",
                Json.object().put("taskId", duplicates.other().toString()));
    }

    /** The arguments that are to replace the task's; null when none are sent. */
    private @Nullable String args(Request request, TaskRecord task) {
        Body body = request.body(MOST_BYTES);
        if (body.isEmpty()) {
            return null;
        }
        Fields fields = new Fields(body.json(), Set.of("args"));
        return reader.readArgs(task.spec().type(), fields).orElse(null);
    }

    Answer delete(Request request, Caller caller) {
        TaskRecord task = tasks.find(request, caller);
        // Before it, so that a repetition which finds no task finds this.
        ledger.noteDeletion(task);
        switch (interventions.delete(task, request.log())) {
            case Result.Refused refused ->
                throw refused(refused.task(), "A task that runs cannot be deleted; cancel it first.");
            case Result.Unfollowed ignored -> throw unfollowed(task);
            case Result.Done ignored -> noteDeleted(task, request, caller);
            case Result.Missing ignored -> noteDeleted(task, request, caller);
            case Result.Unsent unsent -> throw impossible(unsent);
            case Result.Duplicates duplicates -> throw impossible(duplicates);
        }
        return Answer.done();
    }

    private static IllegalStateException impossible(Result result) {
        return new IllegalStateException("Nobody asked for what ends so: " + result);
    }

    private static void noteDeleted(TaskRecord task, Request request, Caller caller) {
        request.log()
                .note(
                        "A task was deleted.",
                        Json.object().put("task", task.id().toString()).put("by", caller.name()));
    }

    private Answer accepted(TaskRecord task) {
        return Answer.accepted("/v1/tasks/" + task.id(), TaskJson.of(task, clock.instant()));
    }

    private Problem refused(TaskRecord task, String rule) {
        String state = task.stateAt(clock.instant()).wireName();
        return Problem.conflict(
                "The task " + task.id() + " is " + state + ". " + rule,
                Json.object().put("taskId", task.id().toString()).put("state", state));
    }
}
