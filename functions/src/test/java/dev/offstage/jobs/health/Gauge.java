package dev.offstage.jobs.health;

import dev.offstage.engine.QueueGauge;
import dev.offstage.engine.UnavailableException;
import dev.offstage.task.QueueName;
import org.jspecify.annotations.Nullable;

/** Queues of fixed depths, of which one may be away. */
final class Gauge implements QueueGauge {
    @Nullable
    QueueName away;

    @Override
    public Depth of(QueueName queue) {
        if (queue == away) {
            throw new UnavailableException("the queue is away");
        }
        return new Depth(queue.ordinal() + 1, 2, 3, 4);
    }
}
