package dev.offstage.engine;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sweep's mark in a field. */
public final class InMemorySweepMark implements SweepMark {
    private @Nullable Mark mark;
    private @Nullable Instant beginning;

    @Override
    public synchronized Optional<Mark> read() {
        return Optional.ofNullable(mark);
    }

    @Override
    public synchronized void begin(Instant reach) {
        beginning = beginning == null ? reach : beginning;
    }

    @Override
    public synchronized Optional<Instant> begun() {
        return Optional.ofNullable(beginning);
    }

    @Override
    public synchronized boolean move(@Nullable Mark seen, Mark next) {
        boolean isSeen = mark == null ? seen == null : seen != null && Objects.equals(mark.readUpTo(), seen.readUpTo());
        mark = isSeen ? next : mark;
        return isSeen;
    }
}
