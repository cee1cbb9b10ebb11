package dev.offstage.maintenance;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far each walk through the store has come. Every implementation passes {@code WalkMarksContract}. */
public interface WalkMarks {

    /** Where the walk of that name goes on; empty when it never began, or came to its end. */
    Optional<String> find(String walk);

    /**
     * Notes where the walk goes on, if it still stands where it was seen; says whether it did, also to who asks again.
     *
     * @param seen null when it stood nowhere
     * @param next null when it came to its end
     */
    boolean move(String walk, @Nullable String seen, @Nullable String next);
}
