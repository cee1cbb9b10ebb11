package dev.offstage.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs all that it is given on fibers. */
final class FiberExecutor extends AbstractExecutorService {
    private final Fibers fibers;

    FiberExecutor(Fibers fibers) {
        this.fibers = fibers;
    }

    @Override
    public void execute(Runnable command) {
        fibers.start(command);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) {
        List<Future<T>> answers = new ArrayList<>();
        List<Fibers.Fiber> started = new ArrayList<>();
        for (Callable<T> task : tasks) {
            FutureTask<T> answer = new FutureTask<>(task);
            answers.add(answer);
            started.add(fibers.start(answer));
        }
        started.forEach(fibers::join);
        return answers;
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        return new Waited<>(task, fibers);
    }

    /** Work on a fiber of its own; waits for it take simulated time. */
    private static final class Waited<T> extends FutureTask<T> {
        private final Fibers fibers;
        private final Fibers.Fiber fiber;

        Waited(Callable<T> task, Fibers fibers) {
            super(task);
            this.fibers = fibers;
            this.fiber = fibers.start(this);
        }

        @Override
        public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
            if (!fibers.join(fiber, unit.toMillis(timeout))) {
                throw new TimeoutException("It goes on.");
            }
            return get();
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(false);
            fibers.stop(fiber);
            return cancelled;
        }
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
