package dev.offstage.engine;

import dev.offstage.task.Lifecycle;
import dev.offstage.task.Pause;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sends what waited outside the queues: for its time, or for the end of a pause. */
final class Releaser {
    /** A tick a minute, a late one included: what falls due before the next is sent by this one. */
    private static final Duration AHEAD = Duration.ofMinutes(2);

    /** The longest time-out that a function can have: so old the board may be by which a worker blocks a task. */
    private static final Duration OLDEST_VIEW = Duration.ofMinutes(15);

    private static final int MOST_A_SHARD = 2000;

    private final TaskStore store;
    private final PauseBoard board;
    private final Requeuer requeuer;
    private final InstantSource clock;

    Releaser(TaskStore store, TaskQueue queue, PauseBoard board, InstantSource clock) {
        this.store = store;
        this.board = board;
        this.requeuer = new Requeuer(store, queue, clock);
        this.clock = clock;
    }

    /** Sends what is due soon, each with the rest of its wait as the message's delay; says how many tasks that were. */
    int releaseDue() {
        Instant upTo = clock.instant().plus(AHEAD);
        return requeuer.requeue(
                store.scheduledUpTo(upTo, MOST_A_SHARD),
                task -> task.state() == TaskState.SCHEDULED && !isAfter(task.notBefore(), upTo)
                        ? Lifecycle.release(task)
                        : null);
    }

    private static boolean isAfter(@Nullable Instant due, Instant upTo) {
        return due != null && due.isAfter(upTo);
    }

    /**
     * Sends what pauses blocked that are over; says how many tasks that were.
     *
     * @param blocking the pauses under which tasks were seen blocked: should one be neither in force nor on the list of those to
     *     release, its tasks go all the same
     */
    int releaseBlocked(Set<Pause> blocking) {
        PauseBoard.Board now = board.read();
        // In the order of their names: so the order of all that follows is the same whenever it is run.
        Set<Pause> over = new TreeSet<>(Comparator.comparing(Pause::text));
        over.addAll(blocking);
        over.addAll(now.releasing().keySet());
        over.removeAll(now.pauses().inForce());
        int sent = 0;
        for (Pause pause : over) {
            List<TaskId> blocked = store.blockedBy(pause, MOST_A_SHARD);
            sent += requeuer.requeue(blocked, task -> unblocked(task, pause));
            if (blocked.isEmpty()) {
                takeOffTheList(pause, now.releasing());
            }
        }
        return sent;
    }

    private @Nullable TaskRecord unblocked(TaskRecord task, Pause pause) {
        return pause.equals(task.blockedBy()) ? Lifecycle.unblock(task, clock.instant()) : null;
    }

    private void takeOffTheList(Pause pause, Map<Pause, Instant> releasing) {
        Instant resumedAt = releasing.get(pause);
        if (resumedAt != null && resumedAt.plus(OLDEST_VIEW).isBefore(clock.instant())) {
            board.released(pause, resumedAt);
        }
    }
}
