package dev.offstage.engine;

import dev.offstage.task.ClaimVerdict;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Pauses;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Takes the messages that a queue gave up: a task with attempts left is sent anew, any other fails where all can see it. */
public final class DeadLetters {
    private final TaskStore store;
    private final TaskQueue queue;
    private final FollowUps followUps;
    private final InstantSource clock;

    public DeadLetters(TaskStore store, TaskQueue queue, FollowUps followUps, InstantSource clock) {
        this.store = store;
        this.queue = queue;
        this.followUps = followUps;
        this.clock = clock;
    }

    /** Works on the dead letters; answers with the ids of those that must stay where they are. */
    public List<String> work(List<Delivery> letters, Invocation invocation) {
        invocation.tally().add(Measure.DEAD_LETTERS, letters.size());
        return letters.stream()
                .filter(letter -> !isDone(letter, invocation))
                .map(Delivery::messageId)
                .toList();
    }

    private boolean isDone(Delivery letter, Invocation invocation) {
        invocation.log().warn("A message was given up by its queue.", Handling.facts(letter));
        TaskRecord task = TaskMessage.read(letter.body()).flatMap(store::find).orElse(null);
        TaskLog notes = new TaskLog(invocation.log(), invocation.tally(), letter.trace());
        return task == null || isDone(task, clock.instant(), notes);
    }

    private boolean isDone(TaskRecord task, Instant now, TaskLog notes) {
        return switch (Lifecycle.judge(task, now, Pauses.NONE)) {
            case ClaimVerdict.NothingToDo ignored -> true;
            case ClaimVerdict.PastDeadline ignored -> isEnded(task, Lifecycle.expire(task, now), notes);
            case ClaimVerdict.UsedUp ignored -> isEnded(task, Lifecycle.giveUp(task, now), notes);
            case ClaimVerdict.CancelAsked ignored -> isEnded(task, Lifecycle.stop(task, now), notes);
            case ClaimVerdict.Paused ignored -> isSent(task, now);
            case ClaimVerdict.Free ignored -> isSent(task, now);
            case ClaimVerdict.Leased ignored -> isSent(task, now);
            case ClaimVerdict.NotDue ignored -> isSent(task, now);
        };
    }

    private boolean isEnded(TaskRecord seen, TaskRecord ended, TaskLog notes) {
        followUps.ending(seen, ended.state(), notes.log());
        if (!store.replace(seen, ended)) {
            return false;
        }
        notes.endedWithoutRun(seen, ended);
        if (followUps.follow(ended, notes.log())) {
            notes.followed();
        }
        return true;
    }

    private boolean isSent(TaskRecord task, Instant now) {
        return queue.send(task.spec().queue(), List.of(Enqueuer.message(task, now)))
                .isEmpty();
    }
}
