package dev.offstage.local.time;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Holds the one task it was given last, until the test runs it. */
final class HeldExecutor extends ScheduledThreadPoolExecutor {
    Duration wait = Duration.ofDays(-1);
    private Runnable task = () -> {};

    HeldExecutor() {
        super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        wait = Duration.of(delay, unit.toChronoUnit());
        task = command;
        return super.schedule(() -> {}, 1, TimeUnit.DAYS);
    }

    void run() {
        task.run();
    }
}
