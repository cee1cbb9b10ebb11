package dev.offstage.engine;

import dev.offstage.task.Lifecycle;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/**
 * Accepts tasks: record first, then message, so that what has a message has a record. A caller that is told of failure may
 * repeat its request; what the first try left behind is found by key or repaired by the sweep.
 */
public final class Enqueuer {
    private static final int AT_ONCE = 32;

    /** A caller that has a key for longer than this without a record is dead: no request lasts as long. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(2);

    private final TaskStore store;
    private final TaskKeys keys;
    private final TaskQueue queue;
    private final InstantSource clock;
    private final RandomGenerator random;

    public Enqueuer(TaskStore store, TaskKeys keys, TaskQueue queue, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.keys = keys;
        this.queue = queue;
        this.clock = clock;
        this.random = random;
    }

    /** Accepts one task. */
    public TaskRecord submit(TaskSpec spec) {
        // An id that is taken is our own: the answer to a first try was lost.
        TaskRecord task = createOrFind(newTask(spec));
        send(List.of(task));
        return task;
    }

    /** Accepts many tasks in few calls. */
    public List<TaskRecord> submitAll(List<TaskSpec> specs) {
        List<TaskRecord> tasks = specs.stream().map(this::newTask).toList();
        store.createAll(tasks);
        send(tasks);
        return tasks;
    }

    /**
     * Accepts each task unless one with its key still serves; answers in the order asked.
     *
     * @param end when the caller is out of time: what is not accepted by then is not begun
     */
    public List<Accepted> submitKeyed(List<KeyedTask> asked, Instant end) {
        List<Accepted> accepted = asked.stream()
                .gather(Gatherers.mapConcurrent(AT_ONCE, task -> acceptKeyed(task, end)))
                .toList();
        Instant now = clock.instant();
        send(accepted.stream()
                .map(Accepted::task)
                .filter(task -> mayLackItsMessage(task, now))
                .toList());
        return accepted;
    }

    private Accepted acceptKeyed(KeyedTask asked, Instant end) {
        if (clock.instant().isAfter(end)) {
            throw new UnavailableException("The store is slow: the time was over before all tasks were accepted.");
        }
        TaskRecord fresh = newTask(asked.spec());
        Instant keepUntil = fresh.createdAt().plus(asked.keepKey());
        TaskId holder = keys.claim(asked.key(), fresh.id(), keepUntil);
        while (!holder.equals(fresh.id())) {
            Accepted there = acceptThere(holder, asked);
            if (there != null) {
                return there;
            }
            if (keys.move(asked.key(), holder, fresh.id(), keepUntil)) {
                break;
            }
            holder = keys.claim(asked.key(), fresh.id(), keepUntil);
        }
        return new Accepted(createOrFind(fresh), false);
    }

    /** The task that has the key, when it still serves or its maker may be about to store it; else null. */
    private @Nullable Accepted acceptThere(TaskId holder, KeyedTask asked) {
        TaskRecord there = store.find(holder).orElse(null);
        if (there != null) {
            boolean serves =
                    !there.isPurged(clock.instant()) && asked.stillServes().test(there);
            return serves ? new Accepted(there, true) : null;
        }
        boolean makerMayLive = holder.createdAt().plus(LONGEST_REQUEST).isAfter(clock.instant());
        return makerMayLive ? new Accepted(createOrFind(Lifecycle.accept(holder, asked.spec())), true) : null;
    }

    private TaskRecord createOrFind(TaskRecord task) {
        if (store.create(task)) {
            return task;
        }
        return store.find(task.id())
                .orElseThrow(() -> new UnavailableException("The task " + task.id() + " vanished while it was made."));
    }

    private TaskRecord newTask(TaskSpec spec) {
        return Lifecycle.accept(TaskId.next(clock.instant(), random), spec);
    }

    /** A task that nobody ever ran: perhaps its maker died before it sent the message. Sending twice is harmless. */
    private static boolean mayLackItsMessage(TaskRecord task, Instant now) {
        return task.state() == TaskState.QUEUED
                && task.startedAt() == null
                && task.createdAt().plus(Sweeper.AGE).isAfter(now);
    }

    private void send(List<TaskRecord> tasks) {
        Instant now = clock.instant();
        Map<QueueName, List<TaskRecord>> byQueue = tasks.stream()
                .filter(task -> task.state() == TaskState.QUEUED)
                .collect(Collectors.groupingBy(task -> task.spec().queue()));
        List<TaskId> unsent = new ArrayList<>();
        byQueue.forEach((name, queued) -> unsent.addAll(
                queue.send(name, queued.stream().map(task -> message(task, now)).toList())));
        if (!unsent.isEmpty()) {
            throw new UnavailableException(
                    unsent.size() + " of " + tasks.size()
                            + " tasks are stored but could not be sent; repeat the request, or the sweep sends them in a few minutes.");
        }
    }

    static TaskQueue.Message message(TaskRecord task, Instant now) {
        Instant due = task.notBefore();
        Duration delay = due == null || due.isBefore(now) ? Duration.ZERO : Duration.between(now, due);
        return new TaskQueue.Message(task.id(), delay);
    }
}
