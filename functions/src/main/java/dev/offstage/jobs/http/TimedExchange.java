package dev.offstage.jobs.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/**
 * An exchange on a thread of its own, so that its time ends when it ends, whatever the other side drips and wherever the exchange hangs:
 * the caller leaves and cuts the connection.
 */
public final class TimedExchange {
    private TimedExchange() {}

    /**
     * What {@code exchange} made of {@code request}; empty when it took longer than {@code limit}. The request is aborted in any case, so
     * the answer must have been read by then.
     */
    public static <T> Optional<T> within(Duration limit, HttpUriRequestBase request, Supplier<T> exchange)
            throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(exchange::get);
        Thread.ofVirtual().name("exchange").start(task);
        try {
            return Optional.of(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Asking " + request.getAuthority() + " went wrong inside.", e.getCause());
        } finally {
            request.abort();
        }
    }
}
