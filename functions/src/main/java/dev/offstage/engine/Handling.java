package dev.offstage.engine;

import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.task.ClaimVerdict;
import dev.offstage.task.Lease;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import dev.offstage.task.QueueName;
import dev.offstage.task.Settlement;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What is done with one delivery: claim, run, settle. */
final class Handling {
    /** With less of the invocation left than this, nothing new begins. */
    private static final Duration LEAST_REST = Duration.ofSeconds(20);

    private static final Duration WITHOUT_TIME = Duration.ofSeconds(5);
    private static final Duration UNDECIDED = Duration.ofSeconds(15);

    private final TaskStore store;
    private final TaskQueue queue;
    private final Map<String, Work> works;
    private final TaskRunner runner;
    private final KnownPauses pauses;
    private final FiringGate gate;
    private final FollowUps followUps;
    private final InstantSource clock;
    private final RandomGenerator random;

    Handling(WorkerPorts ports, TaskTypes types, TaskRunner runner, InstantSource clock, RandomGenerator random) {
        this.store = ports.store();
        this.queue = ports.queue();
        this.works = types.works();
        this.runner = runner;
        this.pauses = new KnownPauses(ports.pauses(), clock);
        this.gate = ports.gate();
        this.followUps = new FollowUps(ports.store(), ports.enqueuer(), types, ports.gate());
        this.clock = clock;
        this.random = random;
    }

    /** Reads the pauses, so that the first task need not wait for it. */
    void readPauses(EventLog log) {
        var ignored = pauses.read(log);
    }

    /**
     * What became of a delivery.
     *
     * @param acknowledged whether its message is to be deleted
     */
    record Handled(boolean acknowledged, Tally tally) {}

    Handled handle(QueueName from, Delivery delivery, Instant end, EventLog log) {
        TaskLog notes = new TaskLog(log, new Tally(), delivery.trace());
        try {
            Disposition disposition = workOn(delivery, end, notes);
            if (disposition instanceof Disposition.Return back) {
                queue.returnAfter(from, delivery, back.after());
            }
            return new Handled(disposition instanceof Disposition.Acknowledge, notes.tally());
        } catch (RuntimeException e) {
            // A store or queue that fails: the message stays, its task is claimed again once the lease ended.
            log.error(
                    "A message could not be worked on; it comes back.",
                    facts(delivery).put("error", e.toString()));
            return new Handled(false, notes.tally());
        }
    }

    /** What may be told of a message: not what it holds, but the task that it names. */
    static JsonObject facts(Delivery delivery) {
        JsonObject facts = Json.object()
                .put("message", delivery.messageId())
                .put("bytes", delivery.body().getBytes(StandardCharsets.UTF_8).length);
        TaskMessage.read(delivery.body()).ifPresent(task -> facts.put("task", task.toString()));
        return delivery.trace() == null ? facts : facts.put("trace", delivery.trace());
    }

    private Disposition workOn(Delivery delivery, Instant end, TaskLog notes) {
        TaskId id = TaskMessage.read(delivery.body()).orElse(null);
        if (id == null) {
            notes.log().warn("A message names no task; it is dropped.", facts(delivery));
            return new Disposition.Acknowledge();
        }
        Pauses inForce = pauses.inForce(notes.log());
        Instant now = clock.instant();
        if (Duration.between(now, end).compareTo(LEAST_REST) < 0) {
            return new Disposition.Return(WITHOUT_TIME);
        }
        String holder = HexFormat.of().toHexDigits(random.nextLong());
        return switch (store.claim(id, holder, now, inForce)) {
            case ClaimResult.Granted granted ->
                granted.task().spec().scheduledBy() == null
                        ? run(granted.task(), end, notes)
                        : judged(granted.task(), end, notes);
            case ClaimResult.Refused refused -> refused(refused.task(), now, inForce, notes);
            case ClaimResult.Missing ignored -> new Disposition.Acknowledge();
        };
    }

    private Disposition judged(TaskRecord task, Instant end, TaskLog notes) {
        FiringGate.Verdict verdict;
        try {
            verdict = gate.judge(task, clock.instant(), notes.log());
        } catch (RuntimeException e) {
            // What the gate stands on fails: no reason to spend an attempt of the task.
            notes.log()
                    .error(
                            "Whether a task of a schedule is to run could not be decided; it comes back.",
                            Json.object().put("task", task.id().toString()).put("error", e.toString()));
            return putOff(task, UNDECIDED, false, notes);
        }
        return switch (verdict) {
            case FiringGate.Verdict.Run ignored -> run(task, end, notes);
            case FiringGate.Verdict.Skip skip ->
                settle(
                        task,
                        held -> new Settlement(Lifecycle.skip(held, skip.why(), clock.instant()), null),
                        (held, settlement) -> notes.skipped(held, settlement.record()),
                        notes);
            case FiringGate.Verdict.Wait wait -> putOff(task, wait.pause(), true, notes);
        };
    }

    private Disposition putOff(TaskRecord task, Duration pause, boolean decided, TaskLog notes) {
        return settle(
                task,
                held -> {
                    if (held.cancelAskedAt() != null) {
                        followUps.ending(held, TaskState.CANCELLED, notes.log());
                    }
                    return Lifecycle.putOff(held, pause, decided, clock.instant());
                },
                notes::putOff,
                notes);
    }

    private Disposition run(TaskRecord task, Instant end, TaskLog notes) {
        Lease lease = task.lease();
        if (lease != null
                && !clock.instant().isBefore(lease.since().plus(task.spec().timeLimit()))) {
            // This process stood still since the claim, as good as dead: the next delivery counts it so.
            Duration rest = Duration.between(clock.instant(), lease.until());
            return new Disposition.Return(rest.isNegative() ? Duration.ZERO : rest);
        }
        notes.started();
        Work work = works.get(task.spec().type());
        if (work == null) {
            Outcome unknown = Outcome.retry(
                    "unknown-type", "No handler for the type " + task.spec().type() + " is deployed.");
            return settle(task, new TaskRunner.Ran(unknown, task.report(), 0), notes);
        }
        TaskRunner.Ran ran = runner.run(work, task, end, notes.log());
        notes.enqueued(ran.children());
        return settle(task, ran, notes);
    }

    private Disposition settle(TaskRecord claimed, TaskRunner.Ran ran, TaskLog notes) {
        return settle(
                claimed,
                // What the run told last, and a store that heard less.
                held -> Lifecycle.settle(held.reporting(ran.report()), ran.outcome(), clock.instant(), random),
                notes::settled,
                notes);
    }

    /** Settles unless the lease was lost; a revision that something else moved on is read again. */
    private Disposition settle(
            TaskRecord claimed,
            Function<TaskRecord, Settlement> decision,
            BiConsumer<TaskRecord, Settlement> told,
            TaskLog notes) {
        TaskRecord held = claimed;
        while (held != null) {
            Settlement settlement = decision.apply(held);
            TaskRecord now = store.replace(held, settlement.record())
                    ? settlement.record()
                    : store.find(claimed.id()).orElse(null);
            if (now != null && now.equals(settlement.record())) {
                told.accept(held, settlement);
                follow(now, notes);
                return Disposition.of(settlement);
            }
            held = now != null && isHeldAs(claimed, now) ? now : null;
        }
        notes.lateTwin(claimed);
        return new Disposition.Acknowledge();
    }

    private void follow(TaskRecord task, TaskLog notes) {
        if (followUps.follow(task, notes.log())) {
            notes.followed();
        }
    }

    private static boolean isHeldAs(TaskRecord claimed, TaskRecord now) {
        return now.state() == TaskState.RUNNING
                && now.lease() != null
                && claimed.lease() != null
                && now.lease().holder().equals(claimed.lease().holder());
    }

    private Disposition refused(TaskRecord task, Instant now, Pauses inForce, TaskLog notes) {
        return switch (Lifecycle.judge(task, now, inForce)) {
            case ClaimVerdict.Free ignored -> new Disposition.Return(Duration.ZERO);
            case ClaimVerdict.NothingToDo ignored -> {
                // Perhaps its last worker died before it enqueued what is to follow.
                follow(task, notes);
                yield new Disposition.Acknowledge();
            }
            case ClaimVerdict.Leased leased -> new Disposition.Return(Duration.between(now, leased.until()));
            case ClaimVerdict.NotDue notDue -> new Disposition.Return(Duration.between(now, notDue.at()));
            case ClaimVerdict.PastDeadline ignored -> ended(task, Lifecycle.expire(task, now), notes);
            case ClaimVerdict.UsedUp ignored -> ended(task, Lifecycle.giveUp(task, now), notes);
            case ClaimVerdict.CancelAsked ignored -> ended(task, Lifecycle.stop(task, now), notes);
            case ClaimVerdict.Paused paused -> paused(task, paused.pause(), notes);
        };
    }

    private Disposition paused(TaskRecord task, Pause pause, TaskLog notes) {
        return pauses.inForceNow(notes.log()).inForce().contains(pause)
                ? ended(task, Lifecycle.block(task, pause), notes)
                : new Disposition.Return(Duration.ZERO);
    }

    private Disposition ended(TaskRecord seen, TaskRecord ended, TaskLog notes) {
        if (ended.state().isFinal()) {
            followUps.ending(seen, ended.state(), notes.log());
        }
        if (!store.replace(seen, ended)) {
            return new Disposition.Return(Duration.ZERO);
        }
        notes.endedWithoutRun(seen, ended);
        follow(ended, notes);
        return new Disposition.Acknowledge();
    }
}
