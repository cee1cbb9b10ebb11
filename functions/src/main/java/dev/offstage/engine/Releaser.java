package dev.offstage.engine;

import dev.offstage.task.Lifecycle;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/** Sends stored {@code scheduled} tasks whose time is near, each with the rest of its wait as the message's delay. */
final class Releaser {
    /** A tick a minute, a late one included: what falls due before the next is sent by this one. */
    private static final Duration AHEAD = Duration.ofMinutes(2);

    private static final int MOST_A_SHARD = 2000;
    private static final int PORTION = 50;
    private static final int AT_ONCE = 16;

    private final TaskStore store;
    private final TaskQueue queue;
    private final InstantSource clock;

    Releaser(TaskStore store, TaskQueue queue, InstantSource clock) {
        this.store = store;
        this.queue = queue;
        this.clock = clock;
    }

    /** Sends what is due soon; says how many tasks that were. */
    int release() {
        Instant upTo = clock.instant().plus(AHEAD);
        // In portions: should this tick die, few tasks have their new record and not yet their message.
        return store.scheduledUpTo(upTo, MOST_A_SHARD).stream()
                .gather(Gatherers.windowFixed(PORTION))
                .mapToInt(ids -> release(ids, upTo))
                .sum();
    }

    private int release(List<TaskId> ids, Instant upTo) {
        List<TaskRecord> released = ids.stream()
                .gather(Gatherers.mapConcurrent(AT_ONCE, id -> release(id, upTo)))
                .flatMap(Optional::stream)
                .toList();
        return send(queue, released, clock.instant());
    }

    private Optional<TaskRecord> release(TaskId id, Instant upTo) {
        return store.find(id)
                .filter(task -> task.state() == TaskState.SCHEDULED && !isAfter(task.notBefore(), upTo))
                .flatMap(task -> {
                    TaskRecord next = Lifecycle.release(task);
                    // The record first: should the send be lost, its entry brings the sweep.
                    return store.replace(task, next) ? Optional.of(next) : Optional.empty();
                });
    }

    private static boolean isAfter(@Nullable Instant due, Instant upTo) {
        return due != null && due.isAfter(upTo);
    }

    /** Sends the tasks' messages; what cannot be sent is watched already and sent again by the sweep. Says how many went. */
    static int send(TaskQueue queue, List<TaskRecord> tasks, Instant now) {
        Map<QueueName, List<TaskRecord>> byQueue =
                tasks.stream().collect(Collectors.groupingBy(task -> task.spec().queue()));
        int unsent = 0;
        for (Map.Entry<QueueName, List<TaskRecord>> entry : byQueue.entrySet()) {
            List<TaskQueue.Message> messages = entry.getValue().stream()
                    .map(task -> Enqueuer.message(task, now))
                    .toList();
            unsent += queue.send(entry.getKey(), messages).size();
        }
        return tasks.size() - unsent;
    }
}
