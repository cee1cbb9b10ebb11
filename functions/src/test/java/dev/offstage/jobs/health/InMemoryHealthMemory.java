package dev.offstage.jobs.health;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class InMemoryHealthMemory implements HealthMemory {
    private @Nullable HealthState state;

    @Override
    public synchronized Optional<HealthState> find() {
        return Optional.ofNullable(state);
    }

    @Override
    public synchronized boolean replace(@Nullable HealthState seen, HealthState next) {
        if (!Objects.equals(state, seen)) {
            return next.equals(state);
        }
        state = next;
        return true;
    }
}
