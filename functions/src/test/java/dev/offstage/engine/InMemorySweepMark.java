package dev.offstage.engine;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sweep's mark in a field. */
public final class InMemorySweepMark implements SweepMark {
    private @Nullable Mark mark;

    @Override
    public synchronized Optional<Mark> read() {
        return Optional.ofNullable(mark);
    }

    @Override
    public synchronized boolean move(@Nullable Mark seen, Mark next) {
        boolean isSeen = mark == null ? seen == null : seen != null && Objects.equals(mark.readUpTo(), seen.readUpTo());
        mark = isSeen ? next : mark;
        return isSeen;
    }
}
