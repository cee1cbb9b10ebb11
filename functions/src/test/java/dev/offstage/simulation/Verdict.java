package dev.offstage.simulation;

import dev.offstage.engine.LossReport;
import dev.offstage.engine.PauseBoard;
import dev.offstage.task.Attempt;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What must hold when all has come to rest. */
final class Verdict {
    private Verdict() {}

    static void of(World world) {
        for (TaskId id : world.accepted) {
            Witness.check(world.records.find(id).isPresent(), id, "it was accepted and has no record");
        }
        for (TaskId id : world.cancelled) {
            TaskState state = world.records.find(id).orElseThrow().state();
            boolean stopped = state == TaskState.CANCELLED || state == TaskState.SUCCEEDED;
            Witness.check(
                    stopped || world.store.livedAgain.containsKey(id), id, "it was to be cancelled and is " + state);
        }
        world.records.all().forEach(task -> of(task, world));
        world.redrives.close(world.store.livedAgain);
        books(world);
        CountBook.close(world.counts, world.mark, world.records, world.records.all());
        pauses(world);
        if (world.queue.size() != 0) {
            throw new AssertionError(world.queue.size() + " messages are left and no task is");
        }
        if (world.ticks.unaccounted != 0) {
            throw new AssertionError(world.ticks.unaccounted + " tasks are unaccounted for when all have ended");
        }
    }

    private static void of(TaskRecord task, World world) {
        Kind kind = Kind.of(task);
        if (world.wasCalm) {
            calm(kind, task);
        }
        if (kind == Kind.PARENT && task.state() == TaskState.SUCCEEDED) {
            family(task, child -> world.records.find(child).isPresent());
        }
        if (kind == Kind.FOLLOWED) {
            followed(task, world);
        }
        alone(task);
    }

    /** What the record itself tells. */
    static void alone(TaskRecord task) {
        TaskId id = task.id();
        Kind kind = Kind.of(task);
        Witness.check(task.state().isFinal(), id, "it is still " + task.state());
        Witness.check(kind.mayEnd(task), id, "it ended " + task.state() + ": " + task);
        List<Attempt> attempts = task.attempts();
        for (int i = 1; i < attempts.size(); i++) {
            boolean again = attempts.get(i - 1).outcome() == Attempt.How.SNOOZED;
            int step = attempts.get(i).number() - attempts.get(i - 1).number();
            Witness.check(again ? step == 0 : step == 1, id, "its attempts are not told one by one: " + attempts);
        }
        if (!attempts.isEmpty()) {
            Witness.check(attempts.getLast().number() <= task.attempt(), id, "it tells of attempts that never began");
        }
    }

    /** Where nothing goes wrong, nothing looks as if it had. */
    private static void calm(Kind kind, TaskRecord task) {
        boolean crashes = task.attempts().stream().anyMatch(attempt -> attempt.outcome() == Attempt.How.CRASHED);
        Witness.check(!crashes, task.id(), "it crashed though no worker died: " + task.attempts());
        Witness.check(kind != Kind.SNOOZING || task.attempt() == 1, task.id(), "its snoozes spent attempts");
    }

    static void family(TaskRecord parent, Predicate<TaskId> exists) {
        TaskId id = parent.id();
        Witness.check(parent.report().children() == Kind.CHILDREN, id, "it has other children: " + parent.report());
        for (int i = 0; i <= Kind.CHILDREN; i++) {
            boolean made = exists.test(id.child(i));
            Witness.check(made == i < Kind.CHILDREN, id, "child " + i + (made ? " is one too many" : " is missing"));
        }
    }

    private static void followed(TaskRecord task, World world) {
        Witness.check(
                task.ending() != null && !task.ending().followUpDue(), task.id(), "what is to follow is still due");
        long followers = world.followers(task.id());
        int failures = world.store.failures.getOrDefault(task.id(), 0);
        int least = failures - world.store.unfollowed.getOrDefault(task.id(), 0);
        Witness.check(
                followers >= least && followers <= failures,
                task.id(),
                "it failed " + failures + " times, and " + followers + " tasks followed it");
    }

    /** No pause is in force, and those that ended are forgotten when nobody can know them any more. */
    private static void pauses(World world) {
        PauseBoard.Board board = world.board.read();
        Instant longAgo = world.fibers.instant().minus(Duration.ofMinutes(20));
        if (!board.pauses().inForce().isEmpty()
                || board.releasing().values().stream().anyMatch(longAgo::isAfter)) {
            throw new AssertionError("the board is not cleared: " + board);
        }
    }

    /** The loss check has counted every task that was accepted promptly, and says that none waits, runs or is missing. */
    private static void books(World world) {
        Map<Instant, Long> promptly = new HashMap<>();
        Map<Instant, Long> all = new HashMap<>();
        for (TaskRecord task : world.records.all()) {
            Instant hour = task.id().createdAt().truncatedTo(ChronoUnit.HOURS);
            all.merge(hour, 1L, Long::sum);
            promptly.merge(hour, task.createdAt().equals(task.id().createdAt()) ? 1L : 0L, Long::sum);
        }
        LossReport report = LossReport.of(world.ledger, 24, world.fibers.instant());
        for (LossReport.Hour hour : report.hours()) {
            boolean fits = hour.accepted() >= promptly.getOrDefault(hour.hour(), 0L)
                    && hour.accepted() <= all.getOrDefault(hour.hour(), 0L)
                    && hour.ended() == hour.accepted();
            if (!fits) {
                throw new AssertionError(hour + " in the books, but of " + promptly.get(hour.hour()) + " to "
                        + all.get(hour.hour()) + " tasks");
            }
        }
        if (report.unaccounted() != 0) {
            throw new AssertionError("unaccounted for in the books: " + report);
        }
    }
}
