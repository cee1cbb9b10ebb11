package dev.offstage.jobs.books;

import dev.offstage.task.Ending;
import dev.offstage.task.TaskFailure;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of a book. */
public sealed interface BookInfo {
    /** It was parsed; a newer task may be under way. */
    record Parsed(Book book, Instant fetchedAt, TaskId task) implements BookInfo {}

    /** It never was, and its task is not final. */
    record Pending(TaskId task, TaskState state) implements BookInfo {}

    /** It never was, and its last task ended. */
    record Failed(TaskId task, TaskState state, @Nullable Ending ending) implements BookInfo {

        /** Whether the site has no such book. */
        public boolean isNotFound() {
            return BookFailure.NOT_FOUND.code().equals(code());
        }

        /** The reason's word for programs; the state's when the task never ran. */
        public String code() {
            TaskFailure failure = ending == null ? null : ending.failure();
            return failure == null ? state.wireName() : failure.code();
        }

        /** The reason for people. */
        public String message() {
            TaskFailure failure = ending == null ? null : ending.failure();
            if (failure != null) {
                return failure.message();
            }
            return state == TaskState.CANCELLED ? "The task was cancelled." : "The task did not start in time.";
        }
    }

    /** Nobody ever asked for it. */
    record Unknown() implements BookInfo {}
}
