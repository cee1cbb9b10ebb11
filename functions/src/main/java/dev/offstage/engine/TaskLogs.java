package dev.offstage.engine;

import dev.offstage.task.LogLine;
import dev.offstage.task.TaskId;
import java.util.List;

/**
 * What tasks logged. Of many lines the first and the last stay. Lines vanish with the record of their task. Every implementation
 * passes {@code TaskLogsContract}.
 */
public interface TaskLogs {
    /** So many lines of a task stay from its beginning. */
    int FIRST = 50;

    /** So many stay from its end. */
    int LAST = 150;

    /** Adds lines, in ascending order of their numbers, which are greater than those before. The same again changes nothing. */
    void append(TaskId task, List<Numbered> lines);

    /** The lines that stayed, oldest first; none for a task that logged none. */
    List<LogLine> read(TaskId task);

    /** Whether the line of that number stays when there are {@code total}. */
    static boolean stays(int number, int total) {
        return number < FIRST || number >= total - LAST;
    }

    /**
     * A line and its place among all that the task ever logged.
     *
     * @param number from 0
     */
    record Numbered(int number, LogLine line) {}
}
