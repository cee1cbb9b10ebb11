package dev.offstage.task;

import org.jspecify.annotations.Nullable;

/**
 * What the runs of a task told of themselves so far.
 *
 * @param progress null before any was told
 * @param children how many tasks they enqueued; the ids are {@link TaskId#child}
 * @param logLines how many lines they logged, those no longer kept included
 */
public record Report(@Nullable Progress progress, int children, int logLines) {
    public static final Report NONE = new Report(null, 0, 0);
}
