package dev.offstage.jobs.books;

import dev.offstage.engine.Accepted;
import dev.offstage.engine.Duplicate;
import dev.offstage.engine.Gone;
import dev.offstage.engine.Submitted;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskState;
import java.time.Instant;

/**
 * The task that sees to a book.
 *
 * @param fresh whether it parsed the book already, recently enough
 * @param deduplicated whether it was waiting or running before this request
 */
public record BookTask(BookLink link, TaskId task, TaskState state, boolean fresh, boolean deduplicated) {

    /** What a request is told of {@code link}. */
    public static BookTask of(BookLink link, Submitted answer, Instant now) {
        return switch (answer) {
            case Accepted accepted -> {
                boolean fresh = Books.isFresh(accepted);
                yield new BookTask(
                        link,
                        accepted.task().id(),
                        accepted.task().stateAt(now),
                        fresh,
                        accepted.deduplicated() && !fresh);
            }
            // A request was answered with it before; only tasks that parsed their book are kept so shortly.
            case Gone gone ->
                gone.deleted()
                        ? new BookTask(link, gone.first(), TaskState.CANCELLED, false, false)
                        : new BookTask(link, gone.first(), TaskState.SUCCEEDED, true, false);
            case Duplicate duplicate -> throw new IllegalArgumentException("No book is rejected: " + duplicate);
        };
    }
}
