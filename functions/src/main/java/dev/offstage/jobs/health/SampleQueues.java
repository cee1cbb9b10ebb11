package dev.offstage.jobs.health;

import dev.offstage.engine.QueueGauge;
import dev.offstage.engine.QueueGauge.Depth;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskHandler;
import dev.offstage.engine.TaskType;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.schedule.Overlap;
import dev.offstage.scheduler.TaskSchedule;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;

/** Notes how full the queues are, for charts. */
final class SampleQueues implements TaskHandler<SampleQueues.Args> {
    record Args() {}

    static final TaskType<Args> TYPE = TaskType.named("queue-sample", Args.class)
            .within(Duration.ofSeconds(20))
            .keepingFailures(Duration.ofDays(1));

    /** Two samples of one minute are one, so nothing need keep them apart. */
    static final TaskSchedule<Args> SCHEDULE = TaskSchedule.named("queue-sample", TYPE, new Args())
            .every(Duration.ofMinutes(15))
            .onOverlap(Overlap.ALLOW);

    private final QueueGauge gauge;
    private final QueueSamples samples;
    private final InstantSource clock;

    SampleQueues(QueueGauge gauge, QueueSamples samples, InstantSource clock) {
        this.gauge = gauge;
        this.samples = samples;
        this.clock = clock;
    }

    @Override
    public Outcome run(Args args, TaskContext context) {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Map<QueueName, Depth> depths = new EnumMap<>(QueueName.class);
        JsonObject result = Json.object();
        for (QueueName queue : QueueName.values()) {
            Depth depth = gauge.of(queue);
            depths.put(queue, depth);
            result.put(
                    queue.wireName(),
                    Json.object()
                            .put("visible", depth.visible())
                            .put("inFlight", depth.inFlight())
                            .put("delayed", depth.delayed())
                            .put("deadLetters", depth.deadLetters())
                            .toTree());
        }
        boolean kept = samples.add(new QueueSample(minute, depths));
        return Outcome.done(result.put("kept", kept).toText());
    }
}
