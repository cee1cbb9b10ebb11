package dev.offstage.engine;

import dev.offstage.task.Lifecycle;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/**
 * Finds what was lost and sends it again. Reads each id once, five minutes after its making; what is not final by then is
 * looked at again and again, at doubling distances, until it is.
 */
final class Sweeper {
    /** How old an id is when it is read. Most tasks are long done by then and cost nothing more. */
    static final Duration AGE = Duration.ofMinutes(5);

    /** How far back the first sweep of a new table looks. */
    private static final Duration FIRST_REACH = Duration.ofHours(1);

    /** A lease that ended this long ago should have brought its message back. */
    private static final Duration LEASE_GRACE = Duration.ofMinutes(2);

    private static final int MOST_A_SHARD = 1000;
    private static final int AT_ONCE = 16;

    private final TaskStore store;
    private final TaskQueue queue;
    private final SweepMark mark;
    private final InstantSource clock;

    Sweeper(TaskStore store, TaskQueue queue, SweepMark mark, InstantSource clock) {
        this.store = store;
        this.queue = queue;
        this.mark = mark;
        this.clock = clock;
    }

    /** Reads what came of age, then looks again at what was watched; says how many tasks were sent again. */
    int sweep() {
        SweepMark.Mark seen = mark.read().orElse(null);
        Instant now = clock.instant();
        Instant from = seen == null ? now.minus(FIRST_REACH) : seen.readUpTo();
        Instant upTo = now.minus(AGE);
        if (!upTo.isAfter(from)) {
            return 0;
        }
        List<TaskStore.TaskGlance> ofAge = store.createdBetween(from, upTo);
        SweepMark.Mark next = new SweepMark.Mark(upTo, newestClaimed(seen, ofAge));
        List<TaskRecord> watched = new ArrayList<>(watchAll(ofAge.stream()
                .filter(Sweeper::needsWatching)
                .map(TaskStore.TaskGlance::id)
                .toList()));
        watched.addAll(watchAll(store.recheckUpTo(now, MOST_A_SHARD)));
        int sent = sendAgain(watched, next, now);
        // Last, so that a sweep that dies leaves its ids to the next one. Losing to another sweep is as good as
        // winning.
        return mark.move(seen, next) ? sent : 0;
    }

    private static boolean needsWatching(TaskStore.TaskGlance task) {
        return switch (task.state()) {
            case QUEUED, RUNNING -> !task.watched();
            case SCHEDULED, BLOCKED, SUCCEEDED, FAILED, CANCELLED, EXPIRED -> false;
        };
    }

    private List<TaskRecord> watchAll(List<TaskId> ids) {
        return ids.stream()
                .gather(Gatherers.mapConcurrent(AT_ONCE, this::watch))
                .flatMap(List::stream)
                .toList();
    }

    /** Sets the task's next look; a worker may move the task on at the same moment, so this tries until it holds. */
    private List<TaskRecord> watch(TaskId id) {
        Instant now = clock.instant();
        while (true) {
            TaskRecord task = store.find(id).orElse(null);
            if (task == null || !isInAQueue(task)) {
                return List.of();
            }
            if (task.recheck() != null && task.recheck().at().isAfter(now)) {
                return List.of();
            }
            TaskRecord next = Lifecycle.watch(task, now);
            if (store.replace(task, next)) {
                return List.of(next);
            }
        }
    }

    private static boolean isInAQueue(TaskRecord task) {
        return task.state() == TaskState.QUEUED || task.state() == TaskState.RUNNING;
    }

    private int sendAgain(List<TaskRecord> watched, SweepMark.Mark next, Instant now) {
        Map<QueueName, Boolean> empty = new EnumMap<>(QueueName.class);
        List<TaskRecord> lost = watched.stream()
                .filter(task -> isOverdue(task, now))
                .filter(task -> wasOvertaken(task, next)
                        || empty.computeIfAbsent(task.spec().queue(), queue::isEmpty))
                .toList();
        return Releaser.send(queue, lost, now);
    }

    private static boolean isOverdue(TaskRecord task, Instant now) {
        if (task.state() == TaskState.RUNNING) {
            return task.lease() != null
                    && task.lease().until().plus(LEASE_GRACE).isBefore(now);
        }
        return task.notBefore() == null || !task.notBefore().isAfter(now);
    }

    /** Whether tasks accepted later in the same queue were claimed already: its message would have come by now. */
    private static boolean wasOvertaken(TaskRecord task, SweepMark.Mark next) {
        TaskId newest = next.newestClaimed().get(task.spec().queue());
        return newest != null && newest.compareTo(task.id()) > 0;
    }

    private static Map<QueueName, TaskId> newestClaimed(
            SweepMark.@Nullable Mark seen, List<TaskStore.TaskGlance> ofAge) {
        Map<QueueName, TaskId> newest = new EnumMap<>(QueueName.class);
        if (seen != null) {
            newest.putAll(seen.newestClaimed());
        }
        ofAge.stream()
                .filter(TaskStore.TaskGlance::started)
                .forEach(task -> newest.merge(task.queue(), task.id(), (a, b) -> a.compareTo(b) > 0 ? a : b));
        return newest;
    }
}
