package dev.offstage.simulation;

import dev.offstage.engine.DeadLetters;
import dev.offstage.engine.Delivery;
import dev.offstage.engine.Tally;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskMessage;
import dev.offstage.engine.TaskTypes;
import dev.offstage.engine.Worker;
import dev.offstage.engine.WorkerPorts;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The event source mappings: they receive, invoke the worker and delete what it did not report. */
final class Mappings {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int LONGEST_RESULT = 10_000;
    private static final int MOST_AT_ONCE = 20;

    private final World world;
    private final Map<QueueName, Poll> polls = new EnumMap<>(QueueName.class);

    private static final class Poll {
        private long next = Long.MAX_VALUE;
        private int active;
    }

    Mappings(World world) {
        this.world = world;
    }

    /** A queue may have something to receive, now or earlier than was known. */
    void changed(QueueName name) {
        Poll poll = polls.computeIfAbsent(name, first -> new Poll());
        long next = world.queue
                .nextVisible(name)
                .map(java.time.Instant::toEpochMilli)
                .orElse(Long.MAX_VALUE);
        if (poll.active < MOST_AT_ONCE && next < poll.next) {
            poll.next = next;
            world.fibers.startAt(next, () -> poll(name, poll, next));
        }
    }

    private void poll(QueueName name, Poll poll, long planned) {
        if (poll.next == planned) {
            poll.next = Long.MAX_VALUE;
        }
        if (poll.active >= MOST_AT_ONCE) {
            return;
        }
        List<Delivery> batch = world.queue.receive(name, 1 + world.random.nextInt(10));
        gaveUpMessages();
        poll.active++;
        changed(name);
        if (!batch.isEmpty()) {
            invoke(name, batch);
        }
        poll.active--;
        changed(name);
    }

    private void invoke(QueueName name, List<Delivery> batch) {
        batch.stream().filter(delivery -> world.trouble.happens(0.03)).forEach(delivery -> {
            // Delivered twice: it is visible again while it is worked on.
            world.queue.returnAfter(name, delivery, Duration.ofSeconds(world.random.nextInt(20)));
        });
        changed(name);
        Program process = world.process("worker", TIMEOUT);
        try {
            List<String> returned =
                    worker(process).work(name, batch, process.end(), world.invocation(process, new Tally()));
            process.mustLive();
            batch.stream()
                    // What the worker returned may be lost by the queue all the same.
                    .filter(delivery -> !returned.contains(delivery.messageId()) || world.trouble.happens(0.01))
                    .forEach(this::delete);
        } catch (Program.Died e) {
            world.trace.add(process.name, "dies", String.valueOf(e.getMessage()), null);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Worker worker(Program process) {
        TaskTypes types = Kind.types((kind, args, context) -> run(kind, args, context, process));
        WorkerPorts ports = new WorkerPorts(
                world.storeOf(process),
                world.queueOf(process),
                world.ports(process).to(world.logs),
                world.ports(process).to(world.board),
                world.enqueuerOf(process));
        return new Worker(ports, types, new FiberExecutor(world.fibers), process, world.random, LONGEST_RESULT);
    }

    private Outcome run(Kind kind, Kind.Args args, TaskContext context, Program process) {
        process.mustLive();
        world.store.begins(context, process, world.fibers.instant());
        try {
            return kind.run(args, context, new Lived(world, process));
        } finally {
            world.store.ends(context, process);
        }
    }

    private record Lived(World world, Program process) implements Kind.Life {
        @Override
        public RandomGenerator random() {
            return world.random;
        }

        @Override
        public void sleep(long milliseconds) {
            world.fibers.sleep(milliseconds);
            process.mustLive();
        }

        @Override
        public void expects(TaskId right, TaskId made) {
            Witness.check(right.equals(made), made, "it is not the child that it should be");
        }

        @Override
        public Error die() {
            return process.die();
        }
    }

    private void delete(Delivery delivery) {
        if (!world.trouble.happens(0.01)) {
            world.queue.delete(delivery);
        }
    }

    /** The dead-letter function; what it does not take stays and comes again. */
    void gaveUpMessages() {
        List<Delivery> letters = world.queue.takeDeadLetters();
        if (!letters.isEmpty()) {
            world.fibers.start(() -> bury(letters));
        }
    }

    private void bury(List<Delivery> letters) {
        List<Delivery> left = letters;
        while (!left.isEmpty()) {
            Program process = world.process("dead letters", TIMEOUT);
            List<Delivery> now = left;
            try {
                List<String> kept = new DeadLetters(
                                world.storeOf(process), world.queueOf(process), world.followUpsOf(process), process)
                        .work(now, world.invocation(process, new Tally()));
                process.mustLive();
                left = now.stream()
                        .filter(letter -> kept.contains(letter.messageId()))
                        .toList();
            } catch (Program.Died | Trouble.Refused e) {
                now.forEach(letter -> world.trace.add(
                        process.name,
                        "fails",
                        String.valueOf(e.getMessage()),
                        TaskMessage.read(letter.body()).orElse(null)));
            }
            world.fibers.sleep(left.isEmpty() ? 0 : 130_000);
        }
    }
}
