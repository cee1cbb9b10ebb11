package dev.offstage.engine;

import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks somebody looks for. What is null is not asked for.
 *
 * @param state as readers see it at the time of the search
 * @param tag one of the task's tags
 * @param from the time in the id, inclusive; of a task whose id was made of another's that is the other's time
 * @param to the same, exclusive
 * @param args texts by the names of arguments, see {@link ArgsMatch}
 * @param owner the mark of the caller that submitted it
 */
public record TaskFilter(
        @Nullable TaskState state,
        @Nullable String type,
        @Nullable QueueName queue,
        @Nullable String tag,
        @Nullable Instant from,
        @Nullable Instant to,
        Map<String, String> args,
        @Nullable String owner) {
    /** All tasks. */
    public static final TaskFilter ALL = new TaskFilter(null, null, null, null, null, null, Map.of(), null);

    /** Whether the time of {@code id} lies between {@code from} and {@code to}. */
    public boolean covers(TaskId id) {
        Instant at = id.createdAt();
        return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }

    /** Whether readers at {@code now} see the task and all but its time and its arguments is as asked. */
    public boolean admits(TaskRecord task, Instant now) {
        return (state == null || state == task.stateAt(now))
                && (type == null || type.equals(task.spec().type()))
                && (queue == null || queue == task.spec().queue())
                && (tag == null || task.spec().tags().contains(tag))
                && (owner == null || owner.equals(task.spec().owner()))
                && !task.seenAt(now).isPurged(now);
    }

    /** Whether it matters what the arguments are. */
    public boolean asksForArgs() {
        return !args.isEmpty();
    }

    /** Whether the arguments are as asked. */
    public boolean admitsArgs(String json) {
        return args.isEmpty() || ArgsMatch.of(json, args);
    }
}
