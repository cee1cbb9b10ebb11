package dev.offstage.simulation;

import dev.offstage.engine.PauseBoard;
import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import dev.offstage.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A board that knows since when each pause is in force. */
final class PauseTimes implements PauseBoard {
    private final PauseBoard board;
    private final InstantSource clock;
    private final Map<Pause, Instant> since = new HashMap<>();

    /** @param clock the right one */
    PauseTimes(PauseBoard board, InstantSource clock) {
        this.board = board;
        this.clock = clock;
    }

    @Override
    public Board read() {
        return board.read();
    }

    @Override
    public void pause(Pause pause) {
        board.pause(pause);
        since.putIfAbsent(pause, clock.instant());
    }

    @Override
    public void resume(Pause pause, Instant now) {
        board.resume(pause, now);
        since.remove(pause);
    }

    @Override
    public void released(Pause pause, Instant resumedAt) {
        board.released(pause, resumedAt);
    }

    /** Whether a pause holds such a task for longer than {@code time}. */
    boolean holdsLongerThan(Duration time, TaskSpec spec) {
        Instant then = clock.instant().minus(time);
        return since.entrySet().stream()
                .anyMatch(entry -> entry.getValue().isBefore(then)
                        && new Pauses(Set.of(entry.getKey())).holding(spec).isPresent());
    }
}
