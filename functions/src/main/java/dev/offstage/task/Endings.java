package dev.offstage.task;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last revisions of tasks. */
final class Endings {
    /** A record whose follow-up is not enqueued yet stays at least this long, whatever its retention. */
    private static final Duration FOLLOW_UP = Duration.ofDays(1);

    private Endings() {}

    static TaskRecord succeeded(TaskRecord task, String result, List<Attempt> runs, Instant now) {
        TaskSpec spec = task.spec();
        Instant purgeAt = keyed(spec, spec.keepResult().purgeAt(now));
        // Who drops results at once wants them gone, even if a key keeps the record.
        String kept = spec.keepResult().isNone() ? "null" : result;
        return end(task, TaskState.SUCCEEDED, new Ending(now, kept, null, purgeAt, false), runs);
    }

    static TaskRecord failed(TaskRecord task, TaskFailure reason, List<Attempt> runs, Instant now) {
        boolean followed = task.spec().onFailure() != null;
        Ending ending = new Ending(now, null, reason, unsuccessful(task.spec(), followed, now), followed);
        return new TaskChange(task, TaskState.FAILED)
                .ending(ending)
                .ended(runs)
                .memo(null)
                .recheck(followed ? Lifecycle.firstRecheck(now) : null)
                .make();
    }

    static TaskRecord expired(TaskRecord task, TaskFailure reason, Instant now) {
        Ending ending = new Ending(now, null, reason, unsuccessful(task.spec(), false, now), false);
        return end(task, TaskState.EXPIRED, ending, Runs.crashed(task));
    }

    static TaskRecord cancelled(TaskRecord task, List<Attempt> runs, Instant now) {
        Ending ending = new Ending(now, null, null, unsuccessful(task.spec(), false, now), false);
        return end(task, TaskState.CANCELLED, ending, runs);
    }

    /** @param why null when somebody asked for it */
    static TaskRecord skipped(TaskRecord claimed, @Nullable TaskFailure why, Instant now) {
        Ending ending = new Ending(now, null, why, unsuccessful(claimed.spec(), false, now), false);
        return TaskChange.withoutRun(claimed, TaskState.CANCELLED)
                .notStarted()
                .ending(ending)
                .memo(null)
                .make();
    }

    /** A failed task whose follow-up is enqueued. */
    static TaskRecord followedUp(TaskRecord task, Ending ending) {
        Instant purgeAt = unsuccessful(task.spec(), false, ending.at());
        Ending done = new Ending(ending.at(), ending.result(), ending.failure(), purgeAt, false);
        return new TaskChange(task, task.state()).ending(done).make();
    }

    /** Its id, and that it ended: readers take it for purged. */
    static TaskRecord erased(TaskRecord task, Instant now) {
        Ending ending = new Ending(now, null, null, now.truncatedTo(ChronoUnit.SECONDS), false);
        TaskSpec spec =
                task.spec().draft().args("{}").tags(List.of()).onFailure(null).make();
        return new TaskChange(task, task.state())
                .spec(spec)
                .ending(ending)
                .memo(null)
                .make();
    }

    private static @Nullable Instant unsuccessful(TaskSpec spec, boolean followed, Instant now) {
        Retention keep = followed ? spec.keepFailure().orLonger(FOLLOW_UP) : spec.keepFailure();
        return keyed(spec, keep.purgeAt(now));
    }

    private static @Nullable Instant keyed(TaskSpec spec, @Nullable Instant purgeAt) {
        Instant key = spec.keyedUntil();
        return purgeAt == null || key == null || purgeAt.isAfter(key) ? purgeAt : key;
    }

    private static TaskRecord end(TaskRecord task, TaskState state, Ending ending, List<Attempt> runs) {
        return new TaskChange(task, state).ending(ending).ended(runs).memo(null).make();
    }
}
