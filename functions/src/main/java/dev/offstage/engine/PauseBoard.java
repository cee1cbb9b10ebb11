package dev.offstage.engine;

import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import java.time.Instant;
import java.util.Map;

/** What is paused, for all to see. Every implementation passes {@code PauseBoardContract}. */
public interface PauseBoard {

    /** The board as it is now; an empty one when nothing was ever paused. */
    Board read();

    /** Pauses, be it paused already or about to be released. */
    void pause(Pause pause);

    /** Ends a pause that is in force: its name is listed as releasing from then on. Does nothing otherwise. */
    void resume(Pause pause, Instant now);

    /**
     * Takes a name off the list of those that are releasing, since nothing is blocked under it any more. Does nothing when it was
     * paused or resumed again since.
     *
     * @param resumedAt as it was read
     */
    void released(Pause pause, Instant resumedAt);

    /**
     * What is paused and what was.
     *
     * @param pauses those in force
     * @param releasing those that ended, by the time of the end. A worker may block a task by a board that it read before: until a
     *     function's time-out later the name must not be taken off.
     */
    record Board(Pauses pauses, Map<Pause, Instant> releasing) {}
}
