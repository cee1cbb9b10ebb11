package dev.offstage.engine;

import dev.offstage.json.Json;
import dev.offstage.task.ClaimVerdict;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Takes the messages that a queue gave up: a task with attempts left is sent anew, any other fails where all can see it. */
public final class DeadLetters {
    private final TaskStore store;
    private final TaskQueue queue;
    private final TaskTypes types;
    private final InstantSource clock;
    private final EventLog log;

    public DeadLetters(TaskStore store, TaskQueue queue, TaskTypes types, InstantSource clock, EventLog log) {
        this.store = store;
        this.queue = queue;
        this.types = types;
        this.clock = clock;
        this.log = log;
    }

    /** Works on the dead letters; answers with the ids of those that must stay where they are. */
    public List<String> work(List<Delivery> letters) {
        return letters.stream()
                .filter(letter -> !isDone(letter))
                .map(Delivery::messageId)
                .toList();
    }

    private boolean isDone(Delivery letter) {
        log.note("A message was given up by its queue.", Json.object().put("body", letter.body()));
        Optional<TaskRecord> task = TaskMessage.read(letter.body()).flatMap(store::find);
        return task.isEmpty() || isDone(task.get(), clock.instant());
    }

    private boolean isDone(TaskRecord task, Instant now) {
        TaskPolicy policy = types.find(task.spec().type()).map(TaskType::policy).orElse(TaskPolicy.DEFAULT);
        return switch (Lifecycle.judge(task, now)) {
            case ClaimVerdict.NothingToDo ignored -> true;
            case ClaimVerdict.PastDeadline ignored -> store.replace(task, Lifecycle.expire(task, policy, now));
            case ClaimVerdict.UsedUp ignored -> store.replace(task, Lifecycle.giveUp(task, policy, now));
            case ClaimVerdict.Free ignored -> isSent(task, now);
            case ClaimVerdict.Leased ignored -> isSent(task, now);
            case ClaimVerdict.NotDue ignored -> isSent(task, now);
        };
    }

    private boolean isSent(TaskRecord task, Instant now) {
        return queue.send(task.spec().queue(), List.of(Enqueuer.message(task, now)))
                .isEmpty();
    }
}
