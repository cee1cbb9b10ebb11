package dev.offstage.api;

import dev.offstage.access.Caller;
import dev.offstage.access.TaskGrants;
import dev.offstage.task.Ending;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Gatherers;

/** Who may read which task: all of them, the own ones, and those that a request for the same thing led to. */
final class Readers {
    private static final int AT_ONCE = 32;

    /** Longer than a task without an end waits and is kept: that is at most a year of freshness and days of retries. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(400);

    private final TaskGrants grants;
    private final InstantSource clock;

    Readers(TaskGrants grants, InstantSource clock) {
        this.grants = grants;
        this.clock = clock;
    }

    /** Lets the caller read what it is told of. Costs a write only for a task that another caller submitted first. */
    void admit(Caller caller, List<TaskRecord> tasks) {
        String owner = caller.owner();
        if (owner == null) {
            return;
        }
        List<TaskId> ignored = tasks.stream()
                .filter(task -> !caller.mayRead(task.spec().owner()))
                .gather(Gatherers.mapConcurrent(AT_ONCE, task -> {
                    grants.grant(task.id().toString(), owner, endOf(task));
                    return task.id();
                }))
                .toList();
    }

    /** After a final record is purged nobody reads it. */
    private Instant endOf(TaskRecord task) {
        Ending ending = task.ending();
        Instant purgeAt = ending == null ? null : ending.purgeAt();
        return purgeAt == null ? clock.instant().plus(LONGEST_LIFE) : purgeAt;
    }

    void check(Caller caller, TaskRecord task) {
        String owner = caller.owner();
        boolean may = caller.mayRead(task.spec().owner())
                || (owner != null && grants.isGranted(task.id().toString(), owner, clock.instant()));
        if (!may) {
            throw Problem.forbidden(
                    "The task " + task.id()
                            + " was submitted by another caller. To read tasks of others needs the role reader, operator or admin.");
        }
    }
}
