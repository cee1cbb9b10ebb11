package dev.offstage.maintenance;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** How much one run may do: until its time is over, or it has written so often. */
public final class Budget {
    private final BooleanSupplier hasTime;
    private final AtomicLong writes;

    public Budget(BooleanSupplier hasTime, long mostWrites) {
        this.hasTime = hasTime;
        this.writes = new AtomicLong(mostWrites);
    }

    /** Whether there is anything left of it. */
    public boolean isLeft() {
        return writes.get() > 0 && hasTime.getAsBoolean();
    }

    /** Takes one write; false when none is left, or no time. */
    public boolean takeWrite() {
        return hasTime.getAsBoolean() && writes.getAndDecrement() > 0;
    }
}
