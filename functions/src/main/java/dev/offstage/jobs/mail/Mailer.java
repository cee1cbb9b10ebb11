package dev.offstage.jobs.mail;

import dev.offstage.task.TaskId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hands mails to who delivers them. */
@FunctionalInterface
interface Mailer {
    /** The header by which mails of one task are known, over all its attempts. */
    String TASK_HEADER = "X-Offstage-Task";

    /** Hands over {@code mail} once, marked with the id of its task. */
    Handover send(Mail mail, TaskId task);

    /** What became of it. */
    sealed interface Handover {
        /** It was taken. */
        record Taken(String messageId) implements Handover {}

        /**
         * It was not taken, or nobody knows; another time may do.
         *
         * @param after the least wait; null when the usual one does
         */
        record NotNow(String code, String message, @Nullable Duration after) implements Handover {}

        /** It will never be taken as it is. */
        record Never(String code, String message) implements Handover {}
    }
}
