package dev.offstage.jobs.health;

import dev.offstage.engine.QueueGauge.Depth;
import dev.offstage.task.QueueName;
import java.time.Instant;
import java.util.Map;

/**
 * How full the queues were at a moment.
 *
 * @param at in whole minutes
 * @param depths of every queue that there was then
 */
public record QueueSample(Instant at, Map<QueueName, Depth> depths) {
    public QueueSample {
        depths = Map.copyOf(depths);
    }
}
