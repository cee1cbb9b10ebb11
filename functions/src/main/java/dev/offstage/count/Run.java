package dev.offstage.count;

import dev.offstage.task.TaskId;
import java.util.Comparator;

/**
 * The last attempt of a task.
 *
 * @param ms milliseconds that it took
 */
public record Run(TaskId id, String type, long ms) {
    static final Comparator<Run> SLOWEST_FIRST =
            Comparator.comparingLong(Run::ms).reversed().thenComparing(Run::id);
}
