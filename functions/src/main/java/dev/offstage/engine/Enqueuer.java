package dev.offstage.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import dev.offstage.task.Uniqueness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/**
 * Accepts tasks: record first, then message, so that what has a message has a record. A caller that is told of failure may
 * repeat its request; what the first try left behind is found by key or repaired by the sweep.
 */
public final class Enqueuer {
    private static final int AT_ONCE = 32;
    private static final int PORTION = 200;

    private final TaskStore store;
    private final TaskQueue queue;
    private final InstantSource clock;
    private final NewTasks tasks;
    private final KeyedAcceptance keyed;
    private final RetakenKey retaken;

    public Enqueuer(TaskStore store, TaskKeys keys, TaskQueue queue, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.queue = queue;
        this.clock = clock;
        this.tasks = new NewTasks(store, clock, random);
        this.keyed = new KeyedAcceptance(store, keys, tasks, clock);
        this.retaken = new RetakenKey(store, keys, clock);
    }

    /** Accepts one task of {@code type}, unless the type is unique and a task with the same key serves. */
    public <A extends Record> Submitted submit(TaskType<A> type, A args) {
        Uniqueness unique = type.policy().unique();
        return unique == null
                ? new Accepted(submit(type.spec(args)), false)
                : submitUnique(List.of(new UniqueTask(null, type.spec(args), unique)), Instant.MAX)
                        .getFirst();
    }

    /** Accepts one task, whatever others there are. */
    public TaskRecord submit(TaskSpec spec) {
        // An id that is taken is our own: the answer to a first try was lost.
        TaskRecord task = tasks.createOrFind(tasks.drawn(spec));
        send(List.of(task));
        return task;
    }

    /**
     * Accepts the task of an id that was made of another's, or kept before by a request that died since: makes its record unless it is
     * there, and sends its message while nobody ran it. May be repeated at will.
     */
    @CanIgnoreReturnValue
    public TaskRecord submitDerived(TaskId id, TaskSpec spec) {
        Instant now = clock.instant();
        TaskRecord task = tasks.createOrFind(Lifecycle.acceptDerived(id, spec, now));
        sendWhatMayLackIt(List.of(task));
        return task;
    }

    /**
     * Accepts a task ahead of its time under an id that stands for it however often this is called, from whatever process.
     *
     * @param id of a time in the next minutes, or of this moment
     */
    @CanIgnoreReturnValue
    public TaskRecord submitAhead(TaskId id, TaskSpec spec) {
        TaskRecord task = tasks.createOrFind(tasks.ahead(id, spec));
        sendWhatMayLackIt(List.of(task));
        return task;
    }

    /** Brings a task that waits for its time into its queue now; does nothing about one that does not. */
    public void hasten(TaskId id) {
        TaskRecord task = store.find(id).orElse(null);
        TaskRecord next = task == null ? null : Lifecycle.hasten(task, clock.instant());
        if (task != null && next != null && store.replace(task, next)) {
            send(List.of(next));
        }
    }

    /**
     * Accepts many tasks in few calls.
     *
     * @param end when the caller is out of time: what is not accepted by then is not begun
     */
    public List<TaskRecord> submitAll(List<TaskSpec> specs, Instant end) {
        List<TaskRecord> drawn = specs.stream().map(tasks::drawn).toList();
        drawn.stream().gather(Gatherers.windowFixed(PORTION)).forEach(portion -> {
            checkTime(clock, end);
            store.createAll(portion);
        });
        send(drawn);
        return drawn;
    }

    /** Accepts many tasks in few calls, however long it takes. */
    public List<TaskRecord> submitAll(List<TaskSpec> specs) {
        return submitAll(specs, Instant.MAX);
    }

    /**
     * Accepts tasks under ids that stand for them however often this is called; what is there already stays as it is.
     *
     * @param end when the caller is out of time: what is not accepted by then is not begun
     */
    public List<TaskRecord> submitUnder(Map<TaskId, TaskSpec> asked, Instant end) {
        List<TaskRecord> accepted = asked.entrySet().stream()
                .gather(Fan.each(atOnce(), task -> {
                    checkTime(clock, end);
                    return tasks.createOrFind(tasks.under(task.getKey(), task.getValue()));
                }))
                .toList();
        sendWhatMayLackIt(accepted);
        return accepted;
    }

    /**
     * Accepts each task unless one with its key still serves; answers in the order asked. None of them may reject.
     *
     * @param end when the caller is out of time: what is not accepted by then is not begun
     */
    public List<Accepted> submitKeyed(List<KeyedTask> asked, Instant end) {
        return acceptAll(asked, end).stream()
                .map(submitted -> switch (submitted) {
                    case Accepted accepted -> accepted;
                    case Duplicate duplicate -> throw new IllegalArgumentException("rejected: " + duplicate);
                    case Gone gone -> throw new IllegalArgumentException("gone: " + gone);
                })
                .toList();
    }

    /**
     * Accepts each task unless it is a duplicate; answers in the order asked, which is also the order among equals.
     *
     * @param end when the caller is out of time: what is not accepted by then is not begun
     */
    public List<Submitted> submitUnique(List<UniqueTask> asked, Instant end) {
        Instant now = clock.instant();
        return acceptAll(asked.stream().map(task -> task.keyed(now)).toList(), end);
    }

    /**
     * Takes the key of a unique task that is about to be queued again.
     *
     * @return the task that waits or runs under the key, so that {@code again} must not; empty when {@code again} may
     */
    Optional<TaskId> retakeKey(TaskRecord again) {
        return retaken.taken(again);
    }

    private List<Submitted> acceptAll(List<KeyedTask> asked, Instant end) {
        Map<String, List<Integer>> byKey = IntStream.range(0, asked.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> asked.get(i).key(), LinkedHashMap::new, Collectors.toUnmodifiableList()));
        Map<Integer, KeyedAcceptance.Step> steps = byKey.values().stream()
                .gather(Fan.each(atOnce(), group -> acceptInOrder(asked, group, end)))
                .flatMap(group -> group.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        // Once each, as it was left by the last call.
        Map<TaskId, TaskRecord> toSend = new LinkedHashMap<>();
        IntStream.range(0, asked.size())
                .mapToObj(i -> Objects.requireNonNull(steps.get(i)).toSend())
                .filter(Objects::nonNull)
                .forEach(task -> toSend.put(task.id(), task));
        send(toSend.values());
        return IntStream.range(0, asked.size())
                .mapToObj(i -> Objects.requireNonNull(steps.get(i)).answer())
                .toList();
    }

    private Map<Integer, KeyedAcceptance.Step> acceptInOrder(List<KeyedTask> asked, List<Integer> group, Instant end) {
        Map<Integer, KeyedAcceptance.Step> steps = new LinkedHashMap<>();
        for (int i : group) {
            checkTime(clock, end);
            steps.put(i, keyed.accept(asked.get(i), end));
        }
        return steps;
    }

    private int atOnce() {
        return Math.min(AT_ONCE, store.callsAtOnce());
    }

    static void checkTime(InstantSource clock, Instant end) {
        if (clock.instant().isAfter(end)) {
            throw new UnavailableException("The store is slow: the time was over before all tasks were accepted.");
        }
    }

    /** Sends the messages of tasks that were made a moment ago by somebody who may have died before doing so. */
    public void sendWhatMayLackIt(Collection<TaskRecord> stored) {
        Instant now = clock.instant();
        send(stored.stream()
                .filter(task -> KeyedAcceptance.mayLackItsMessage(task, now))
                .toList());
    }

    private void send(Collection<TaskRecord> stored) {
        Instant now = clock.instant();
        Map<QueueName, List<TaskRecord>> byQueue = stored.stream()
                .filter(task -> task.state() == TaskState.QUEUED)
                .collect(Collectors.groupingBy(
                        task -> task.spec().queue(), () -> new EnumMap<>(QueueName.class), Collectors.toList()));
        List<TaskId> unsent = new ArrayList<>();
        byQueue.forEach((name, queued) -> unsent.addAll(
                queue.send(name, queued.stream().map(task -> message(task, now)).toList())));
        if (!unsent.isEmpty()) {
            throw new UnavailableException(
                    unsent.size() + " of " + stored.size()
                            + " tasks are stored but could not be sent; repeat the request, or the sweep sends them in a few minutes.");
        }
    }

    static TaskQueue.Message message(TaskRecord task, Instant now) {
        Instant due = task.notBefore();
        Duration delay = due == null || due.isBefore(now) ? Duration.ZERO : Duration.between(now, due);
        return new TaskQueue.Message(task.id(), delay);
    }
}
