package dev.offstage.task;

import java.util.Optional;
import java.util.Set;

/** The pauses in force. */
public record Pauses(Set<Pause> inForce) {
    public static final Pauses NONE = new Pauses(Set.of());

    /** The pause that keeps a task from starting, the queue's before the type's; empty when none does. */
    public Optional<Pause> holding(TaskSpec spec) {
        return inForce.stream()
                .filter(pause -> pause.holds(spec))
                .min((a, b) -> a.kind().compareTo(b.kind()));
    }
}
