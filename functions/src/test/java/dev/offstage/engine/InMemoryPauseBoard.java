package dev.offstage.engine;

import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A board in two collections. */
public final class InMemoryPauseBoard implements PauseBoard {
    private final Set<Pause> inForce = new LinkedHashSet<>();
    private final Map<Pause, Instant> releasing = new LinkedHashMap<>();

    @Override
    public synchronized Board read() {
        // In the order of their making, so that a simulation runs the same way each time.
        return new Board(
                new Pauses(Collections.unmodifiableSet(new LinkedHashSet<>(inForce))),
                Collections.unmodifiableMap(new LinkedHashMap<>(releasing)));
    }

    @Override
    public synchronized void pause(Pause pause) {
        inForce.add(pause);
        releasing.remove(pause);
    }

    @Override
    public synchronized void resume(Pause pause, Instant now) {
        if (inForce.remove(pause)) {
            releasing.put(pause, now);
        }
    }

    @Override
    public synchronized void released(Pause pause, Instant resumedAt) {
        releasing.remove(pause, resumedAt);
    }
}
