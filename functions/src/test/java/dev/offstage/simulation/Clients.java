package dev.offstage.simulation;

import dev.offstage.engine.Accepted;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.Interventions;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.UnavailableException;
import dev.offstage.engine.UniqueTask;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.Uniqueness;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Callers of the API: they submit one by one, in batches and under keys, cancel, retry by hand, and ask again when they get no answer. */
final class Clients {
    private static final int CALLERS = 12;
    private static final int KEYS = 40;
    private static final Duration REQUEST = Duration.ofSeconds(29);
    private static final Uniqueness DEBOUNCE =
            new Uniqueness(List.of(), Uniqueness.Mode.DEBOUNCE, Duration.ofSeconds(30), Duration.ofMinutes(5), false);

    private final World world;
    private int left;
    private int busy;

    Clients(World world, int tasks) {
        this.world = world;
        this.left = tasks;
    }

    void start() {
        IntStream.range(0, CALLERS).forEach(i -> begin(this::live));
    }

    boolean areDone() {
        return busy == 0;
    }

    private void begin(Runnable life) {
        busy++;
        world.fibers.start(() -> {
            life.run();
            busy--;
        });
    }

    private void live() {
        while (left > 0) {
            world.fibers.sleep(world.random.nextInt(15_000));
            Kind kind = Kind.any(world.random);
            int many = world.random.nextInt(10) == 0 ? 5 + world.random.nextInt(95) : 1;
            if (kind == Kind.KEYED || kind == Kind.DEBOUNCED) {
                left--;
                submitKeyed(kind);
            } else if (many > 1) {
                left -= many;
                submitMany(many);
            } else {
                left--;
                submitOne(kind);
            }
        }
    }

    private void submitOne(Kind kind) {
        for (TaskRecord task : request("submit", api -> List.of(api.enqueuer.submit(spec(kind, api))))) {
            accepted(task);
        }
    }

    private void submitMany(int many) {
        request(
                        "submit many",
                        api -> api.enqueuer.submitAll(Stream.generate(() -> spec(notKeyed(), api))
                                .limit(many)
                                .toList()))
                .forEach(this::accepted);
    }

    private Kind notKeyed() {
        Kind kind = Kind.any(world.random);
        return kind == Kind.KEYED || kind == Kind.DEBOUNCED ? Kind.PLAIN : kind;
    }

    /** Under a key one may ask again until there is an answer. */
    private void submitKeyed(Kind kind) {
        String key = "key " + world.random.nextInt(KEYS);
        for (int i = 0; i < 3; i++) {
            List<TaskRecord> made = request("submit keyed", api -> {
                UniqueTask asked = new UniqueTask(
                        null,
                        kind.spec(key, world.random, api.process.instant()),
                        kind == Kind.KEYED ? Uniqueness.SIMPLE : DEBOUNCE);
                return api.enqueuer.submitUnique(List.of(asked), api.process.end()).stream()
                        .map(answer -> ((Accepted) answer).task())
                        .toList();
            });
            made.forEach(this::accepted);
            if (!made.isEmpty()) {
                return;
            }
        }
    }

    private TaskSpec spec(Kind kind, Api api) {
        // A function that dies takes its whole batch along: that is trouble.
        boolean kills = kind == Kind.CRASHING || kind == Kind.POISON;
        return (kills && world.wasCalm ? Kind.PLAIN : kind).spec(world.random, api.process.instant());
    }

    /** A caller was told 202. */
    private void accepted(TaskRecord task) {
        world.accepted.add(task.id());
        world.trace.add("client", "accepted", "", task.id());
        switch (Kind.of(task)) {
            case CANCELLED -> begin(() -> soon(2500, () -> cancel(task.id())));
            case RETRIED_BY_HAND -> begin(() -> soon(2500, () -> retryByHand(task.id())));
            default -> {
                // Is left to itself.
            }
        }
    }

    private void soon(int seconds, Runnable act) {
        world.fibers.sleep(1000L * world.random.nextInt(seconds));
        act.run();
    }

    private void cancel(TaskId id) {
        List<TaskRecord> told = request("cancel", api -> api.change(id, Interventions::cancel));
        told.forEach(task -> world.cancelled.add(task.id()));
    }

    private void retryByHand(TaskId id) {
        List<TaskRecord> told = request(
                "retry",
                api -> api.change(
                        id, (people, task) -> people.retry(task, "{\"note\":\"again\"}", (event, facts) -> {})));
        told.forEach(task -> world.trace.add("client", "retried", "", task.id()));
    }

    /** One request: what it answers, or nothing when it ended in an error. */
    private List<TaskRecord> request(String what, Function<Api, List<TaskRecord>> work) {
        Program process = world.process(what, REQUEST);
        try {
            return work.apply(new Api(world, process));
        } catch (Program.Died | Trouble.Refused | UnavailableException e) {
            world.trace.add(process.name, "fails", String.valueOf(e.getMessage()), null);
            return List.of();
        }
    }

    /** The API function at work for one request. */
    private static final class Api {
        private final Program process;
        private final TaskStore store;
        private final Enqueuer enqueuer;
        private final Interventions people;

        Api(World world, Program process) {
            this.process = process;
            this.store = world.storeOf(process);
            this.enqueuer = world.enqueuerOf(process);
            this.people = world.interventionsOf(process);
        }

        /** The task when it was done. */
        private List<TaskRecord> change(
                TaskId id, BiFunction<Interventions, TaskRecord, Interventions.Result> intervention) {
            return store.find(id).stream()
                    .flatMap(task -> switch (intervention.apply(people, task)) {
                        case Interventions.Result.Done done -> Stream.of(done.task());
                        case Interventions.Result.Unsent unsent -> Stream.of(unsent.task());
                        case Interventions.Result.Refused ignored -> Stream.empty();
                        case Interventions.Result.Duplicates ignored -> Stream.empty();
                        case Interventions.Result.Unfollowed ignored -> Stream.empty();
                        case Interventions.Result.Missing ignored -> Stream.empty();
                    })
                    .toList();
        }
    }
}
