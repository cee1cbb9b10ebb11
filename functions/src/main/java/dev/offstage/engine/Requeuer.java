package dev.offstage.engine;

import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/** Brings stored tasks into their queues: each gets its next revision, which the sweep watches, then its message. */
final class Requeuer {
    static final int AT_ONCE = 16;
    private static final int PORTION = 50;

    private final TaskStore store;
    private final TaskQueue queue;
    private final InstantSource clock;

    Requeuer(TaskStore store, TaskQueue queue, InstantSource clock) {
        this.store = store;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Sends tasks; says how many it sent.
     *
     * @param next the revision to send, with a recheck; null for a task that is to stay as it is
     */
    int requeue(List<TaskId> ids, Function<TaskRecord, @Nullable TaskRecord> next) {
        Failures failures = new Failures();
        // In portions: should this tick die, few tasks have their new record and not yet their message.
        int sent = ids.stream()
                .gather(Gatherers.windowFixed(PORTION))
                .mapToInt(portion -> requeuePortion(portion, next, failures))
                .sum();
        failures.throwAny();
        return sent;
    }

    private int requeuePortion(List<TaskId> ids, Function<TaskRecord, @Nullable TaskRecord> next, Failures failures) {
        List<TaskRecord> queued = ids.stream()
                .gather(Fan.each(
                        Math.min(AT_ONCE, store.callsAtOnce()),
                        failures.<TaskId, TaskRecord>keptOf(id -> requeue(id, next))))
                .flatMap(Optional::stream)
                .toList();
        return send(queue, queued, clock.instant());
    }

    private Optional<TaskRecord> requeue(TaskId id, Function<TaskRecord, @Nullable TaskRecord> next) {
        return store.find(id).flatMap(task -> {
            TaskRecord queued = next.apply(task);
            // The record first: should the send be lost, its entry brings the sweep.
            return queued != null && store.replace(task, queued) ? Optional.of(queued) : Optional.empty();
        });
    }

    /** Sends the tasks' messages; what cannot be sent is watched already and sent again by the sweep. Says how many went. */
    static int send(TaskQueue queue, List<TaskRecord> tasks, Instant now) {
        Map<QueueName, List<TaskRecord>> byQueue = tasks.stream()
                .collect(Collectors.groupingBy(
                        task -> task.spec().queue(), () -> new EnumMap<>(QueueName.class), Collectors.toList()));
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
