package dev.offstage.engine;

import dev.offstage.task.QueueName;

/** How full the queues are. */
public interface QueueGauge {
    /** How full {@code queue} is at this moment, roughly, as SQS counts. */
    Depth of(QueueName queue);

    /**
     * Numbers of messages.
     *
     * @param visible those that a worker may take
     * @param inFlight those that workers have
     * @param delayed those that become visible later
     * @param deadLetters those that the queue gave up and that are not yet taken from its dead-letter queue
     */
    record Depth(long visible, long inFlight, long delayed, long deadLetters) {}
}
