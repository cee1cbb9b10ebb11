package dev.offstage.simulation;

import dev.offstage.task.TaskId;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What becomes of the calls between a process and its stores and queues. */
final class Trouble {
    /** The SDK gives a call up after this many milliseconds, so no call takes effect twice farther apart. */
    private static final int LONGEST_CALL = 6_000;

    private static final int LONGEST_STALL = 150_000;

    private final Fibers fibers;
    private final RandomGenerator random;
    private final Trace trace;
    private double share;

    /** @param share of the calls with which something goes wrong */
    Trouble(Fibers fibers, RandomGenerator random, Trace trace, double share) {
        this.fibers = fibers;
        this.random = random;
        this.trace = trace;
        this.share = share;
    }

    /** What can go wrong with a call. */
    enum Fault {
        /** It is refused before it has any effect. */
        THROTTLED,
        DIES_BEFORE,
        DIES_AFTER,
        /** It took effect, but the answer was lost and the SDK asked again. */
        ASKED_TWICE,
        /** It took effect, but all that comes back is an error. */
        ANSWER_LOST,
        /** The process stands still before or after it. */
        STALLS_BEFORE,
        STALLS_AFTER;

        /** The most unlikely are the worst: who dies or stands still takes much along. */
        static Fault any(RandomGenerator random) {
            return switch (random.nextInt(10)) {
                case 0 -> random.nextBoolean() ? DIES_BEFORE : DIES_AFTER;
                case 1 -> random.nextBoolean() ? STALLS_BEFORE : STALLS_AFTER;
                case 2, 3, 4 -> ASKED_TWICE;
                case 5, 6, 7 -> ANSWER_LOST;
                default -> THROTTLED;
            };
        }
    }

    /** What a client of a store or queue throws. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String what) {
            super(what, null, false, false);
        }
    }

    /** From now on nothing goes wrong. */
    void stop() {
        share = 0;
    }

    boolean isOver() {
        return share == 0;
    }

    /** Whether something of that probability happens this time, while there is trouble at all. */
    boolean happens(double probability) {
        return share > 0 && random.nextDouble() < probability;
    }

    void run(Program process, String what, @Nullable TaskId task, Runnable call) {
        Objects.requireNonNull(call(process, what, task, () -> {
            call.run();
            return true;
        }));
    }

    /** A call under a lock: nobody may wait in it, since fibers that wait for the lock would hold up all others. */
    <T> T promptly(Program process, String what, Supplier<T> call) {
        process.mustLive();
        boolean refused = random.nextDouble() < share;
        trace.add(process.name, what, refused ? "THROTTLED" : "", null);
        if (refused) {
            throw new Refused(what + " was throttled");
        }
        return call.get();
    }

    <T> T call(Program process, String what, @Nullable TaskId task, Supplier<T> call) {
        process.mustLive();
        if (random.nextDouble() >= share) {
            if (random.nextInt(10) == 0) {
                fibers.sleep(random.nextInt(60));
                process.mustLive();
            }
            trace.add(process.name, what, "", task);
            return call.get();
        }
        Fault fault = Fault.any(random);
        trace.add(process.name, what, fault.name(), task);
        return switch (fault) {
            case THROTTLED -> throw new Refused(what + " was throttled");
            case DIES_BEFORE -> throw process.die();
            case DIES_AFTER -> {
                Objects.requireNonNull(call.get());
                throw process.die();
            }
            case ASKED_TWICE -> {
                Objects.requireNonNull(call.get());
                fibers.sleep(random.nextInt(LONGEST_CALL));
                process.mustLive();
                yield call.get();
            }
            case ANSWER_LOST -> {
                Objects.requireNonNull(call.get());
                throw new Refused("The answer to " + what + " was lost");
            }
            case STALLS_BEFORE -> {
                fibers.sleep(random.nextInt(LONGEST_STALL));
                process.mustLive();
                yield call.get();
            }
            case STALLS_AFTER -> {
                T answer = call.get();
                fibers.sleep(random.nextInt(LONGEST_STALL));
                process.mustLive();
                yield answer;
            }
        };
    }
}
