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
        int visible = switch (queue) {
            case HIGH -> 1;
            case DEFAULT -> 2;
            case LOW -> 3;
        };
        return new Depth(visible, 2, 3, 4);
    }
}
