package dev.offstage.count;

import dev.offstage.task.TaskState;

/**
 * How the tasks of one type ended.
 *
 * @param gone those that ended and whose record was gone before anyone looked, so that nobody knows how
 * @param runs how many of them ran
 * @param runMs milliseconds that the last attempts of those took, all together
 * @param longestMs milliseconds of the longest of them
 */
public record TypeCounts(
        long succeeded, long failed, long cancelled, long expired, long gone, long runs, long runMs, long longestMs) {
    public static final TypeCounts NONE = new TypeCounts(0, 0, 0, 0, 0, 0, 0, 0);

    static final TypeCounts ONE_GONE = new TypeCounts(0, 0, 0, 0, 1, 0, 0, 0);

    static TypeCounts of(EndedTask task) {
        Long ran = task.runMs();
        long ms = ran == null ? 0 : ran;
        return new TypeCounts(
                one(task, TaskState.SUCCEEDED),
                one(task, TaskState.FAILED),
                one(task, TaskState.CANCELLED),
                one(task, TaskState.EXPIRED),
                0,
                ran == null ? 0 : 1,
                ms,
                ms);
    }

    private static long one(EndedTask task, TaskState state) {
        return task.state() == state ? 1 : 0;
    }

    /** All that ended. */
    public long ended() {
        return succeeded + failed + cancelled + expired + gone;
    }

    /** What an attempt took on average, in milliseconds; zero when none ran. */
    public long meanMs() {
        return runs == 0 ? 0 : Math.round((double) runMs / runs);
    }

    /** Both together. */
    public TypeCounts plus(TypeCounts more) {
        return new TypeCounts(
                succeeded + more.succeeded,
                failed + more.failed,
                cancelled + more.cancelled,
                expired + more.expired,
                gone + more.gone,
                runs + more.runs,
                runMs + more.runMs,
                Math.max(longestMs, more.longestMs));
    }
}
