package dev.offstage.engine;

import dev.offstage.json.Json;
import dev.offstage.task.ClaimVerdict;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import dev.offstage.task.Settlement;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/** Turns a batch of messages into settled tasks, all of the batch at once. */
public final class Worker {
    /** With less of the invocation left than this, nothing new begins. */
    private static final Duration LEAST_REST = Duration.ofSeconds(20);

    private static final Duration WITHOUT_TIME = Duration.ofSeconds(5);

    private final TaskStore store;
    private final TaskQueue queue;
    private final TaskTypes types;
    private final TaskRunner runner;
    private final ExecutorService executor;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final EventLog log;

    public Worker(
            TaskStore store,
            TaskQueue queue,
            TaskTypes types,
            ExecutorService executor,
            InstantSource clock,
            RandomGenerator random,
            EventLog log) {
        this.store = store;
        this.queue = queue;
        this.types = types;
        this.runner = new TaskRunner(executor, clock);
        this.executor = executor;
        this.clock = clock;
        this.random = random;
        this.log = log;
    }

    /**
     * Works on {@code batch} until {@code end}.
     *
     * @return the ids of the messages that are not to be deleted, since they come back
     */
    public List<String> work(QueueName from, List<Delivery> batch, Instant end) throws InterruptedException {
        List<Callable<Boolean>> jobs = batch.stream()
                .<Callable<Boolean>>map(delivery -> () -> isAcknowledged(from, delivery, end))
                .toList();
        List<Future<Boolean>> answers = executor.invokeAll(jobs);
        List<String> returned = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (!answerOf(answers.get(i))) {
                returned.add(batch.get(i).messageId());
            }
        }
        return returned;
    }

    private static boolean answerOf(Future<Boolean> job) throws InterruptedException {
        try {
            return job.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e);
        }
    }

    private boolean isAcknowledged(QueueName from, Delivery delivery, Instant end) {
        try {
            Disposition disposition = workOn(delivery, end);
            if (disposition instanceof Disposition.Return back) {
                queue.returnAfter(from, delivery, back.after());
            }
            return disposition instanceof Disposition.Acknowledge;
        } catch (RuntimeException e) {
            // A store or queue that fails: the message stays, its task is claimed again once the lease ended.
            log.note(
                    "A message could not be worked on; it comes back.",
                    Json.object()
                            .put("message", delivery.messageId())
                            .put("body", delivery.body())
                            .put("error", e.toString()));
            return false;
        }
    }

    private Disposition workOn(Delivery delivery, Instant end) {
        TaskId id = TaskMessage.read(delivery.body()).orElse(null);
        if (id == null) {
            log.note("A message names no task; it is dropped.", Json.object().put("body", delivery.body()));
            return new Disposition.Acknowledge();
        }
        Instant now = clock.instant();
        if (Duration.between(now, end).compareTo(LEAST_REST) < 0) {
            return new Disposition.Return(WITHOUT_TIME);
        }
        String holder = HexFormat.of().toHexDigits(random.nextLong());
        return switch (store.claim(id, holder, now)) {
            case ClaimResult.Granted granted -> runAndSettle(granted.task(), end);
            case ClaimResult.Refused refused -> refused(refused.task(), now);
            case ClaimResult.Missing ignored -> new Disposition.Acknowledge();
        };
    }

    private Disposition runAndSettle(TaskRecord task, Instant end) {
        TaskType type = types.find(task.spec().type()).orElse(null);
        if (type == null) {
            Outcome unknown = Outcome.retry(
                    "unknown-type", "No handler for the type " + task.spec().type() + " is deployed.");
            return settle(task, unknown, TaskPolicy.DEFAULT);
        }
        return settle(task, runner.run(type.handler(), task, end), type.policy());
    }

    /** Settles unless the lease was lost; a revision that something else moved on is read again. */
    private Disposition settle(TaskRecord claimed, Outcome outcome, TaskPolicy policy) {
        TaskRecord held = claimed;
        while (held != null) {
            Settlement settlement = Lifecycle.settle(held, outcome, policy, clock.instant(), random);
            if (store.replace(held, settlement.record())) {
                return Disposition.of(settlement);
            }
            TaskRecord now = store.find(claimed.id()).orElse(null);
            if (now != null && now.equals(settlement.record())) {
                return Disposition.of(settlement);
            }
            held = now != null && isHeldAs(claimed, now) ? now : null;
        }
        log.note(
                "A late twin settled nothing.",
                Json.object().put("task", claimed.id().toString()));
        return new Disposition.Acknowledge();
    }

    private static boolean isHeldAs(TaskRecord claimed, TaskRecord now) {
        return now.state() == TaskState.RUNNING
                && now.lease() != null
                && claimed.lease() != null
                && now.lease().holder().equals(claimed.lease().holder());
    }

    private Disposition refused(TaskRecord task, Instant now) {
        return switch (Lifecycle.judge(task, now)) {
            case ClaimVerdict.Free ignored -> new Disposition.Return(Duration.ZERO);
            case ClaimVerdict.NothingToDo ignored -> new Disposition.Acknowledge();
            case ClaimVerdict.Leased leased -> new Disposition.Return(Duration.between(now, leased.until()));
            case ClaimVerdict.NotDue notDue -> new Disposition.Return(Duration.between(now, notDue.at()));
            case ClaimVerdict.PastDeadline ignored -> ended(task, Lifecycle.expire(task, policyOf(task), now));
            case ClaimVerdict.UsedUp ignored -> ended(task, Lifecycle.giveUp(task, policyOf(task), now));
        };
    }

    private Disposition ended(TaskRecord seen, TaskRecord ended) {
        return store.replace(seen, ended) ? new Disposition.Acknowledge() : new Disposition.Return(Duration.ZERO);
    }

    private TaskPolicy policyOf(TaskRecord task) {
        return types.find(task.spec().type()).map(TaskType::policy).orElse(TaskPolicy.DEFAULT);
    }
}
