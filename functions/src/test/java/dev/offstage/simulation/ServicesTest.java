package dev.offstage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.LossReport;
import dev.offstage.engine.Redrive;
import dev.offstage.task.Attempt;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The scenario of the simulated worlds, smaller, over DynamoDB Local and ElasticMQ by way of the real adapters: requests and answers
 * are lost, messages are doubled, workers, ticks and callers die. Threads are real, so a seed decides what goes wrong and not in
 * which order; {@code -Doffstage.services.seed=…} runs one alone.
 */
final class ServicesTest {
    private static final int TASKS = Integer.getInteger("offstage.services.tasks", 100);
    private static final int SEEDS = Integer.getInteger("offstage.services.seeds", 3);
    private static final Duration TROUBLED = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Test
    void everyAcceptedTaskEndsOnceOverTheRealProtocols() {
        Long only = Long.getLong("offstage.services.seed");
        LongStream seeds = only == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(only);

        List<String> broken = seeds.parallel()
                .mapToObj(ServicesTest::broken)
                .filter(told -> told != null)
                .toList();

        assertThat(broken).isEmpty();
    }

    /** What went wrong under {@code seed}; null when nothing did. */
    private static @Nullable String broken(long seed) {
        try (ServicesWorld world = new ServicesWorld(seed)) {
            ServicesClients clients = new ServicesClients(world, TASKS);
            Instant start = Instant.now();
            world.startWorkers(3);
            clients.start();
            bringToRest(world, clients, start);
            judge(world, clients);
            if (Boolean.getBoolean("offstage.told")) {
                System.out.printf(
                        "seed %d: %s, %d records, %d redriven, now %s%n",
                        seed,
                        Duration.between(start, Instant.now()),
                        world.parts.all().size(),
                        clients.redrives().stream()
                                .mapToLong(id -> redrive(world, id).done())
                                .sum(),
                        world.now());
            }
            return null;
        } catch (Throwable e) {
            return "seed " + seed + " (run it alone with -Doffstage.services.seed=" + seed + "): " + e;
        }
    }

    private static void bringToRest(ServicesWorld world, ServicesClients clients, Instant start) {
        while (!isAtRest(world, clients)) {
            Instant now = Instant.now();
            if (clients.areDone() && now.isAfter(start.plus(TROUBLED))) {
                world.stopTrouble();
            }
            if (now.isAfter(start.plus(LONGEST))) {
                throw new AssertionError(world.parts.notFinal() + " tasks and " + world.parts.messages()
                        + " messages are left: "
                        + world.parts.all().stream()
                                .filter(task -> !task.state().isFinal())
                                .limit(3)
                                .toList());
            }
            if (world.isIdle() || world.random.nextInt(20) == 0) {
                world.moveOn();
                long ignored = world.tick();
            }
            ServicesWorld.pauseFor(Duration.ofMillis(100));
        }
    }

    private static boolean isAtRest(ServicesWorld world, ServicesClients clients) {
        return clients.areDone()
                && world.isIdle()
                && world.parts.notFinal() == 0
                && world.parts.messages() == 0
                && clients.redrives().stream().allMatch(id -> redrive(world, id).finishedAt() != null);
    }

    private static Redrive redrive(ServicesWorld world, TaskId id) {
        return world.parts.redrives().find(id).orElseThrow();
    }

    /** The promises, read from the table. */
    private static void judge(ServicesWorld world, ServicesClients clients) {
        world.stopTrouble();
        Map<TaskId, TaskRecord> all =
                world.parts.all().stream().collect(Collectors.toMap(TaskRecord::id, Function.identity()));
        assertThat(all.keySet()).as("accepted").containsAll(clients.accepted());
        all.values().forEach(task -> judge(task, all));
        for (TaskId id : clients.redrives()) {
            Redrive redrive = redrive(world, id);
            assertThat(redrive.done() + redrive.skipped()).as("%s", redrive).isEqualTo(redrive.total());
        }
        for (int i = 0; i < 3; i++) {
            world.moveOn();
            assertThat(world.tick()).as("unaccounted").isZero();
        }
        assertThat(world.parts.board().read().pauses().inForce()).isEmpty();
        LossReport report = LossReport.of(world.parts.ledger(), 48, world.now());
        assertThat(report.unaccounted()).isZero();
        assertThat(report.hours()).allMatch(hour -> hour.ended() == hour.accepted());
        CountBook.closeOfLeaps(
                world.parts.counts(), world.parts.mark(), world.parts.store(), List.copyOf(all.values()));
    }

    private static void judge(TaskRecord task, Map<TaskId, TaskRecord> all) {
        Verdict.alone(task);
        TaskId id = task.id();
        if (Kind.of(task) == Kind.PARENT && task.state() == TaskState.SUCCEEDED) {
            Verdict.family(task, all::containsKey);
        }
        if (task.state() == TaskState.SUCCEEDED) {
            Witness.check(
                    task.ending() != null
                            && String.valueOf(task.attempt())
                                    .equals(task.ending().result()),
                    id,
                    "its result is not that of its last attempt: " + task);
        }
        if (Kind.of(task) == Kind.FOLLOWED) {
            followed(task, all);
        }
    }

    /** One follows each failure, and no other. */
    private static void followed(TaskRecord task, Map<TaskId, TaskRecord> all) {
        TaskId id = task.id();
        long followers = all.values().stream()
                .filter(other -> id.equals(other.spec().parent()))
                .count();
        long failures = task.attempts().stream()
                .filter(attempt -> attempt.outcome() == Attempt.How.FAILED)
                .count();
        Witness.check(
                followers >= 1
                        && followers >= failures
                        && followers <= task.attempts().size(),
                id,
                followers + " tasks followed it: " + task);
        Witness.check(
                task.ending() != null && !task.ending().followUpDue(), id, "what is to follow is still due: " + task);
    }
}
