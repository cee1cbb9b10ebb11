package dev.offstage.engine;

import dev.offstage.count.QuarterCount;
import dev.offstage.task.Pause;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What happens every minute. Two ticks at once, or one run twice, do no harm: every write is conditional. */
public final class Tick {
    /** Each is a range of ids, up to ten thousand of them, or some thirty single ones. */
    private static final int LOOKS = 100;

    private final Releaser releaser;
    private final Sweeper sweeper;
    private final Bookkeeper bookkeeper;
    private final Redriver redriver;
    private final List<TickPart> others;
    private final Recount recount;

    /** A tick without schedules. */
    public Tick(TickPorts ports, TaskTypes types, InstantSource clock) {
        this(ports, types, clock, List.of(), FiringGate.NONE);
    }

    /**
     * @param others what is to be done beside
     * @param gate hears of the ends of tasks that schedules made
     */
    public Tick(TickPorts ports, TaskTypes types, InstantSource clock, List<TickPart> others, FiringGate gate) {
        this.releaser = new Releaser(ports.store(), ports.queue(), ports.board(), clock);
        this.sweeper = new Sweeper(ports, new FollowUps(ports.store(), ports.enqueuer(), types, gate), clock);
        this.bookkeeper = new Bookkeeper(ports.store(), ports.survey(), ports.ledger(), clock);
        this.redriver = new Redriver(ports, type -> types.find(type).isPresent(), clock);
        this.others = List.copyOf(others);
        this.recount = new Recount(ports.store(), ports.counts());
    }

    /** What one tick has learned and done. */
    private static final class Turn {
        final Invocation invocation;
        final List<RuntimeException> failures = new ArrayList<>();
        Set<Pause> blocking = Set.of();
        Optional<Instant> closed = Optional.empty();

        Turn(Invocation invocation) {
            this.invocation = invocation;
        }

        /** Counts what happened, if it did. */
        void count(Measure measure, long tasks) {
            if (tasks > 0) {
                invocation.tally().add(measure, tasks);
            }
        }
    }

    /** Runs every part, also when one before it failed; then throws the first failure. What it did is in the tally. */
    public void run(Invocation invocation) {
        Turn now = new Turn(invocation);
        // What someone waits for comes first, what may take long comes last.
        List<Consumer<Turn>> parts = new ArrayList<>(List.of(this::release));
        others.forEach(other -> parts.add(turn -> other.run(turn.invocation)));
        parts.addAll(List.of(this::sweep, this::unblock, this::redrive, this::recount));
        for (Consumer<Turn> part : parts) {
            try {
                part.accept(now);
            } catch (RuntimeException e) {
                now.failures.add(e);
            }
        }
        throwFirst(now.failures);
    }

    private void release(Turn turn) {
        turn.count(Measure.RELEASED, releaser.releaseDue());
    }

    private void sweep(Turn turn) {
        Sweeper.Swept swept = sweeper.sweep(turn.invocation.log());
        turn.closed = swept.closed();
        turn.count(Measure.RESENT, swept.sent());
        Bookkeeper.Learned learned = bookkeeper.write(swept);
        turn.blocking = learned.pauses();
        // Also when it is zero: an alarm must tell "none" from "nobody looked".
        turn.invocation.tally().add(Measure.UNACCOUNTED, learned.unaccounted());
    }

    private void unblock(Turn turn) {
        turn.count(Measure.UNBLOCKED, releaser.releaseBlocked(turn.blocking));
    }

    private void redrive(Turn turn) {
        turn.count(Measure.REDRIVEN, redriver.work());
    }

    /** Four times an hour. What is left when there is too much is looked at again later, and by the report. */
    private void recount(Turn turn) {
        AtomicInteger left = new AtomicInteger(LOOKS);
        turn.closed.map(Recount::due).orElse(List.of()).forEach(quarter -> {
            boolean ignored =
                    recount.look(quarter, quarter.plus(QuarterCount.LENGTH), () -> left.getAndDecrement() > 0);
        });
    }

    private static void throwFirst(List<RuntimeException> failures) {
        if (failures.isEmpty()) {
            return;
        }
        RuntimeException first = failures.getFirst();
        failures.stream().skip(1).forEach(first::addSuppressed);
        throw first;
    }
}
