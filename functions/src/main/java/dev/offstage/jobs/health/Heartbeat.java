package dev.offstage.jobs.health;

import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskHandler;
import dev.offstage.engine.TaskType;
import dev.offstage.json.Json;
import dev.offstage.schedule.Misfire;
import dev.offstage.schedule.Overlap;
import dev.offstage.scheduler.TaskSchedule;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import dev.offstage.task.Retention;
import java.time.Duration;
import java.time.InstantSource;

/** Notes that tasks are placed, sent, taken and run, all within the last seconds. */
final class Heartbeat implements TaskHandler<Heartbeat.Args> {
    record Args() {}

    /**
     * Of 8,640 a day none is kept: a success leaves the time of the last beat alone. Not behind the work of others, for it is not them that
     * it measures. Not repeated: the next comes before a second attempt would say anything.
     */
    static final TaskType<Args> TYPE = TaskType.named("heartbeat", Args.class)
            .onQueue(QueueName.HIGH)
            .retrying(0)
            .within(Duration.ofSeconds(5))
            .keepingResults(Retention.of(Duration.ZERO))
            .keepingFailures(Duration.ofHours(1));

    /**
     * Two beats at once harm nobody, since an older one never overwrites a newer one: so they may overlap, which costs no write for keeping
     * them apart. A beat that comes late says nothing that the next does not say better.
     */
    static final TaskSchedule<Args> SCHEDULE = TaskSchedule.named("heartbeat", TYPE, new Args())
            .every(Duration.ofSeconds(10))
            .onOverlap(Overlap.ALLOW)
            .onMisfire(Misfire.SKIP);

    private final Beats beats;
    private final InstantSource clock;

    Heartbeat(Beats beats, InstantSource clock) {
        this.beats = beats;
        this.clock = clock;
    }

    @Override
    public Outcome run(Args args, TaskContext context) {
        boolean newest = beats.beat(clock.instant());
        return Outcome.done(Json.object().put("newest", newest).toText());
    }
}
