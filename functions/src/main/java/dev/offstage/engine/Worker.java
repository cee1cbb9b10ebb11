package dev.offstage.engine;

import dev.offstage.task.QueueName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Turns a batch of messages into settled tasks, all of the batch at once. */
public final class Worker {
    private final Handling handling;
    private final ExecutorService executor;

    /** @param longestResult in bytes; a task whose result is longer fails */
    public Worker(
            WorkerPorts ports,
            TaskTypes types,
            ExecutorService executor,
            InstantSource clock,
            RandomGenerator random,
            int longestResult) {
        TaskRunner runner = new TaskRunner(ports, types, executor, clock, longestResult);
        this.handling = new Handling(ports, types, runner, clock, random);
        this.executor = executor;
    }

    /**
     * Threads of the kind that workers need: of the operating system. A handler that computes on and on and heeds no interruption
     * keeps a virtual thread's carrier for itself, and with as many of them as processors no time limit would be kept.
     */
    public static ExecutorService threads() {
        return Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("worker-", 0).factory());
    }

    /** Reads what the first batch would have to read. */
    public void warmUp(EventLog log) {
        handling.readPauses(log);
    }

    /**
     * Works on {@code batch} until {@code end}. What each message came to is in the invocation's tally, also when the work on
     * another ended in an error, which is thrown when all are done.
     *
     * @return the ids of the messages that are not to be deleted, since they come back
     */
    public List<String> work(QueueName from, List<Delivery> batch, Instant end, Invocation invocation)
            throws InterruptedException {
        // A batch without a run says so: nothing is unknown.
        invocation.tally().add(Measure.STARTED, 0);
        List<Callable<Handling.Handled>> jobs = batch.stream()
                .<Callable<Handling.Handled>>map(
                        delivery -> () -> handling.handle(from, delivery, end, invocation.log()))
                .toList();
        List<Future<Handling.Handled>> answers = executor.invokeAll(jobs);
        List<String> returned = new ArrayList<>();
        Throwable failure = null;
        for (int i = 0; i < batch.size(); i++) {
            try {
                Handling.Handled handled = answers.get(i).get();
                invocation.tally().add(handled.tally());
                if (!handled.acknowledged()) {
                    returned.add(batch.get(i).messageId());
                }
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            }
        }
        throwAny(failure);
        return returned;
    }

    private static void throwAny(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }
}
