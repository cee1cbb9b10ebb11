package dev.offstage.engine;

import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The queues that carry task ids to workers. Every implementation passes {@code TaskQueueContract}. */
public interface TaskQueue {

    /** Sends each message, trying again what fails in part; answers with the ids that could not be sent. */
    Set<TaskId> send(QueueName queue, List<Message> messages);

    /** Makes a received message visible again after {@code after}, rounded up to seconds. */
    void returnAfter(QueueName queue, Delivery delivery, Duration after);

    /**
     * Whether no message waits to be received. Those whose delay is not over do not count, of which schedules always have some, nor
     * do those being worked on. Approximate, as SQS is.
     */
    boolean isEmpty(QueueName queue);

    /**
     * A message to send.
     *
     * @param delay at most 15 minutes, rounded up to seconds
     */
    record Message(TaskId task, Duration delay) {}
}
