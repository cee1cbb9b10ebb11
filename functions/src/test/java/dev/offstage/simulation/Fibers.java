package dev.offstage.simulation;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads of which one runs at a time: each until it waits, then the one whose wait ends first. Time passes in waits alone, so
 * the order of everything is the same whenever it is run.
 */
final class Fibers implements InstantSource {
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private long now;
    private long order;
    private @Nullable Fiber current;
    private @Nullable Throwable failure;

    Fibers(Instant start) {
        now = start.toEpochMilli();
    }

    /** One of the threads. */
    static final class Fiber {
        private final Thread thread;
        private final List<Waiting> joining = new ArrayList<>(1);
        private boolean started;
        private boolean ended;
        private volatile boolean turn;

        /** The number of its wait: what was to end another one is too late. */
        private int wait;

        private boolean stopped;

        private Fiber(Runnable life) {
            thread = Thread.ofVirtual().unstarted(life);
        }
    }

    /** The end of a wait, as an interruption would end it. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("stopped", null, false, false);
        }
    }

    private record Waiting(long until, long order, Fiber fiber, int ticket) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            int times = Long.compare(until, other.until);
            return times != 0 ? times : Long.compare(order, other.order);
        }
    }

    /** Runs {@code first} and all that it starts, until every fiber has ended or one has failed. */
    void run(Runnable first) {
        startAt(now, first);
        next(null);
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    @Override
    public long millis() {
        return now;
    }

    @CanIgnoreReturnValue
    Fiber start(Runnable body) {
        return startAt(now, body);
    }

    @CanIgnoreReturnValue
    Fiber startAt(long time, Runnable body) {
        Fiber[] fiber = new Fiber[1];
        fiber[0] = new Fiber(() -> live(fiber[0], body));
        await(Math.max(now, time), fiber[0]);
        return fiber[0];
    }

    private void live(Fiber fiber, Runnable body) {
        try {
            body.run();
        } catch (Throwable e) {
            failure = e;
            over.countDown();
            return;
        }
        fiber.ended = true;
        for (Waiting joining : fiber.joining) {
            if (joining.ticket() == joining.fiber().wait) {
                await(now, joining.fiber());
            }
        }
        next(null);
    }

    /** Lets the others run for that long. */
    void sleep(Duration time) {
        sleep(time.toMillis());
    }

    void sleep(long milliseconds) {
        Fiber me = me();
        if (!me.stopped) {
            await(now + milliseconds, me);
            next(me);
        }
        if (me.stopped) {
            throw new Stopped();
        }
    }

    /** Waits for the end of {@code fiber}. */
    void join(Fiber fiber) {
        Objects.requireNonNull(join(fiber, Long.MAX_VALUE / 2));
    }

    /** The same, but no longer than that many milliseconds; says whether it ended. */
    Boolean join(Fiber fiber, long milliseconds) {
        if (!fiber.ended) {
            Fiber me = me();
            await(now + milliseconds, me);
            fiber.joining.add(new Waiting(0, 0, me, me.wait));
            next(me);
        }
        return fiber.ended;
    }

    /** Ends the present wait of {@code fiber}, and all that it will begin. */
    void stop(Fiber fiber) {
        if (!fiber.ended && !fiber.stopped) {
            fiber.stopped = true;
            await(now, fiber);
        }
    }

    private Fiber me() {
        if (current == null) {
            throw new IllegalStateException("No fiber runs.");
        }
        return current;
    }

    private void await(long until, Fiber fiber) {
        fiber.wait++;
        waiting.add(new Waiting(until, order++, fiber, fiber.wait));
    }

    /** Gives the turn away; comes back when it is that of {@code me} again. */
    private void next(@Nullable Fiber me) {
        Waiting next = waiting.poll();
        while (next != null && next.ticket() != next.fiber().wait) {
            next = waiting.poll();
        }
        if (next == null) {
            over.countDown();
            return;
        }
        now = Math.max(now, next.until);
        current = next.fiber;
        // Its wait is over: nothing else may end it again.
        next.fiber.wait++;
        if (next.fiber == me) {
            return;
        }
        resume(next.fiber);
        if (me != null) {
            while (!me.turn) {
                LockSupport.park(this);
            }
            me.turn = false;
        }
    }

    private static void resume(Fiber fiber) {
        if (!fiber.started) {
            fiber.started = true;
            fiber.thread.start();
        } else {
            fiber.turn = true;
            LockSupport.unpark(fiber.thread);
        }
    }
}
