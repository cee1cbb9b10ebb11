package dev.offstage.jobs.health;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class InMemoryBeats implements Beats {
    private @Nullable Instant last;

    @Override
    public synchronized Optional<Instant> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public synchronized boolean beat(Instant at) {
        if (last != null && last.isAfter(at)) {
            return false;
        }
        last = at;
        return true;
    }
}
