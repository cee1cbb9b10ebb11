package dev.offstage.simulation;

import dev.offstage.engine.InMemoryTaskStore;
import dev.offstage.engine.Interventions;
import dev.offstage.engine.PauseBoard;
import dev.offstage.engine.Redrive;
import dev.offstage.engine.Redriver;
import dev.offstage.engine.UnavailableException;
import dev.offstage.task.Pause;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Operators: they pause and resume queues and types, redrive what failed, and retry single tasks. */
final class People {
    private static final Duration REQUEST = Duration.ofSeconds(29);
    private static final int LONGEST_PAUSE = 600_000;
    private static final int LONGEST_REST = 1_200_000;
    private static final List<QueueName> QUEUES = List.of(QueueName.values());
    private static final List<Kind> KINDS = List.of(Kind.values());

    private final World world;
    private int busy;

    People(World world) {
        this.world = world;
    }

    void start() {
        begin(3, this::pauseForAWhile);
        begin(3, this::pauseForAWhile);
        begin(4, this::redrive);
        begin(15, this::retryOne);
    }

    boolean areDone() {
        return busy == 0;
    }

    private void begin(int times, Runnable act) {
        busy++;
        world.fibers.start(() -> {
            for (int i = world.random.nextInt(times + 1); i >= 0; i--) {
                world.fibers.sleep(world.random.nextInt(LONGEST_REST));
                act.run();
            }
            busy--;
        });
    }

    private void pauseForAWhile() {
        Pause pause = world.random.nextBoolean()
                ? Pause.of(any(QUEUES))
                : Pause.ofType(any(KINDS).type().name());
        insist("pause", process -> board(process).pause(pause));
        // Two people may pause the same: then the first to resume ends it for both, and the second one's call does
        // nothing.
        world.fibers.sleep(world.random.nextInt(LONGEST_PAUSE));
        insist("resume", process -> board(process).resume(pause, process.instant()));
    }

    private PauseBoard board(Program process) {
        return world.ports(process).to(world.board);
    }

    private void redrive() {
        @Nullable
        String type = world.random.nextBoolean() ? null : any(KINDS).type().name();
        Instant from = world.random.nextBoolean()
                ? Instant.EPOCH
                : world.fibers.instant().minusSeconds(1800);
        TaskId id = TaskId.next(world.fibers.instant(), world.random);
        insist("redrive", process -> {
            Redriver redriver = new Redriver(world.tickPortsOf(process), name -> true, process);
            Redrive made = redriver.make(new Redriver.Choice(type, from, Instant.MAX), id);
            world.trace.add(process.name, "redrive", String.valueOf(made.total()), id);
        });
    }

    /** One that did not succeed, as a list would show it. */
    private void retryOne() {
        InMemoryTaskStore records = world.records;
        List<TaskRecord> unsuccessful = records.all().stream()
                .filter(task -> task.state().isFinal() && Kind.of(task) == Kind.HOPELESS)
                .toList();
        if (!unsuccessful.isEmpty()) {
            TaskRecord task = any(unsuccessful);
            insist("retry", process -> {
                Interventions.Result result = world.interventionsOf(process).retry(task, null, (event, facts) -> {});
                world.trace.add(process.name, "retries", result.getClass().getSimpleName(), task.id());
            });
        }
    }

    /** Asks until there is an answer. */
    private void insist(String what, Consumer<Program> request) {
        while (true) {
            Program process = world.process(what, REQUEST);
            try {
                request.accept(process);
                process.mustLive();
                return;
            } catch (Program.Died | Trouble.Refused | UnavailableException e) {
                world.trace.add(process.name, "fails", String.valueOf(e.getMessage()), null);
                world.fibers.sleep(5000);
            }
        }
    }

    private <T> T any(List<T> list) {
        return list.get(world.random.nextInt(list.size()));
    }
}
