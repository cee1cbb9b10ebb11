package dev.offstage.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** One run of a program, such as an invocation of a function: with a clock that is off by its own amount, until it dies. */
final class Program implements InstantSource {
    final int number;
    final String name;
    private final Fibers fibers;
    private final Duration skew;
    private final long end;
    private boolean dead;

    Program(int number, String name, Fibers fibers, Duration skew, Duration most) {
        this.number = number;
        this.name = name;
        this.fibers = fibers;
        this.skew = skew;
        this.end = fibers.millis() + most.toMillis();
    }

    /** The end of a process. An error, since no code may catch it. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1;

        Died(String how) {
            super(how, null, false, false);
        }
    }

    @Override
    public Instant instant() {
        return fibers.instant().plus(skew);
    }

    /** The moment at which it is killed, as its clock will show it. */
    Instant end() {
        return Instant.ofEpochMilli(end).plus(skew);
    }

    /** What the right clock shows when this one shows {@code time}. */
    Instant truly(Instant time) {
        return time.minus(skew);
    }

    boolean isAlive() {
        return !dead && fibers.millis() < end;
    }

    /** Everything it does goes through here: of a dead process nothing more is heard. */
    void mustLive() {
        if (!isAlive()) {
            throw new Died(name + " is dead");
        }
    }

    Died die() {
        dead = true;
        return new Died(name + " was killed");
    }
}
