package dev.offstage.simulation;

import dev.offstage.engine.Accepted;
import dev.offstage.engine.Dying;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.Redriver;
import dev.offstage.engine.UnavailableException;
import dev.offstage.engine.UniqueTask;
import dev.offstage.task.Pause;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskDraft;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.Uniqueness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Who submits tasks to the engine over the emulators, and who cancels, retries, pauses and redrives them. */
final class ServicesClients {
    private static final Duration FARTHEST = Duration.ofMinutes(20);
    private static final int KEYS = 6;
    private static final List<QueueName> QUEUES = List.of(QueueName.values());

    private final ServicesWorld world;
    private final AtomicInteger left;
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Set<TaskId> accepted = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Runnable> later = new ConcurrentLinkedQueue<>();
    private final List<TaskId> redrives = new CopyOnWriteArrayList<>();

    ServicesClients(ServicesWorld world, int tasks) {
        this.world = world;
        this.left = new AtomicInteger(tasks);
    }

    void start() {
        begin(this::submitAll);
        begin(this::submitAll);
        begin(this::intervene);
    }

    private void begin(Runnable life) {
        busy.incrementAndGet();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                life.run();
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            } finally {
                busy.decrementAndGet();
            }
        });
    }

    boolean areDone() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new AssertionError("a client failed", failed);
        }
        return busy.get() == 0;
    }

    Set<TaskId> accepted() {
        return accepted;
    }

    List<TaskId> redrives() {
        return redrives;
    }

    private void submitAll() {
        while (left.get() > 0) {
            Kind kind = Kind.any(world.random);
            if (kind == Kind.KEYED) {
                left.decrementAndGet();
                submitKeyed();
            } else {
                int many = world.random.nextInt(8) == 0 ? 5 + world.random.nextInt(15) : 1;
                left.addAndGet(-many);
                ask(enqueuer -> enqueuerAnswer(enqueuer, kind, many)).forEach(this::accepted);
            }
        }
    }

    private List<TaskRecord> enqueuerAnswer(Enqueuer enqueuer, Kind kind, int many) {
        return many == 1
                ? List.of(enqueuer.submit(spec(kind)))
                : enqueuer.submitAll(
                        Stream.generate(() -> spec(kind)).limit(many).toList());
    }

    private TaskSpec spec(Kind kind) {
        Instant now = world.now();
        TaskSpec spec = kind.spec(world.random, now);
        TaskDraft draft = spec.draft();
        Instant farthest = now.plus(FARTHEST);
        if (spec.notBefore() != null && spec.notBefore().isAfter(farthest)) {
            draft.notBefore(farthest);
        }
        return (kind == Kind.HANGING ? draft.timeLimit(Duration.ofSeconds(1)) : draft).make();
    }

    /** Under a key one may ask again until there is an answer. */
    private void submitKeyed() {
        TaskSpec spec = Kind.KEYED.spec("key " + world.random.nextInt(KEYS), world.random, world.now());
        UniqueTask asked = new UniqueTask(null, spec, Uniqueness.SIMPLE);
        List<TaskRecord> answer = List.of();
        while (answer.isEmpty()) {
            answer = ask(enqueuer -> enqueuer.submitUnique(List.of(asked), Instant.MAX).stream()
                    .map(each -> ((Accepted) each).task())
                    .toList());
        }
        answer.forEach(this::accepted);
    }

    private void accepted(TaskRecord task) {
        accepted.add(task.id());
        switch (Kind.of(task)) {
            case CANCELLED ->
                later.add(() -> insist(program -> world.interventionsOf(program).cancel(task)));
            case RETRIED_BY_HAND ->
                later.add(() -> insist(program ->
                        world.interventionsOf(program).retry(task, "{\"note\":\"again\"}", (event, facts) -> {})));
            default -> {
                // Is left to itself.
            }
        }
    }

    private void intervene() {
        List<Pause> paused = new ArrayList<>();
        while (left.get() > 0 || !later.isEmpty()) {
            if (world.random.nextInt(4) == 0 && left.get() > 0) {
                Pause pause = anyPause();
                paused.add(pause);
                insist(program -> done(() -> world.boardOf(program).pause(pause)));
            }
            Runnable act = later.poll();
            if (act != null) {
                act.run();
            }
            ServicesWorld.pauseFor(Duration.ofMillis(100));
        }
        paused.forEach(pause ->
                insist(program -> done(() -> world.boardOf(program).resume(pause, world.now()))));
        redriveAll();
        // Now and then something must have failed.
        for (int i = 0; i < 50 && world.parts.notFinal() > 10; i++) {
            ServicesWorld.pauseFor(Duration.ofMillis(100));
        }
        redriveAll();
    }

    private Pause anyPause() {
        return world.random.nextBoolean()
                ? Pause.of(QUEUES.get(world.random.nextInt(QUEUES.size())))
                : Pause.ofType(Kind.any(world.random).type().name());
    }

    private void redriveAll() {
        TaskId id = TaskId.next(world.now(), world.random);
        insist(program -> world.redriverOf(program).make(new Redriver.Choice(null, Instant.EPOCH, Instant.MAX), id));
        redrives.add(id);
    }

    private static boolean done(Runnable call) {
        call.run();
        return true;
    }

    /** Asks until there is an answer. */
    private void insist(Function<Dying, Object> request) {
        while (true) {
            try {
                Object ignored = request.apply(world.program());
                return;
            } catch (RuntimeException | Dying.Died e) {
                isSimulated(e);
                ServicesWorld.pauseFor(Duration.ofMillis(20));
            }
        }
    }

    /** One request: what it answers, or nothing when it ended in an error. */
    private List<TaskRecord> ask(Function<Enqueuer, List<TaskRecord>> request) {
        try {
            return request.apply(world.enqueuerOf(world.program()));
        } catch (RuntimeException | Dying.Died e) {
            isSimulated(e);
            return List.of();
        }
    }

    /** A program that dies in one of several threads is seen through an exception that wraps its death. */
    private static void isSimulated(Throwable e) {
        if (!(e instanceof SdkException
                || e instanceof UnavailableException
                || e instanceof Dying.Died
                || e.getCause() instanceof Dying.Died)) {
            throw new IllegalStateException("a request failed in no way that was simulated", e);
        }
    }
}
