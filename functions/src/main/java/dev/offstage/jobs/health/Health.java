package dev.offstage.jobs.health;

import dev.offstage.engine.Registration;
import dev.offstage.jobs.JobResources;
import dev.offstage.jobs.books.Books;
import dev.offstage.scheduler.TaskSchedule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How Offstage looks after itself. */
public final class Health {
    private Health() {}

    /** The tasks that look. */
    public static List<Registration<?>> types(JobResources resources) {
        return List.of(
                Heartbeat.TYPE.runBy(() -> new Heartbeat(new DynamoBeats(resources), resources.clock())),
                SampleQueues.TYPE.runBy(() -> new SampleQueues(
                        resources.queues().get(), new DynamoQueueSamples(resources), resources.clock())),
                HealthCheck.TYPE.runBy(() -> new HealthCheck(
                        resources.queues().get(), Books.siteCheck(resources)::ask, changes(resources))));
    }

    private static Changes changes(JobResources resources) {
        return new Changes(
                new DynamoHealthMemory(resources),
                resources.enqueuer().get(),
                resources.settings().getOrDefault("STACK", "offstage"),
                resources.clock());
    }

    /** When they look. */
    public static List<TaskSchedule<?>> schedules() {
        return List.of(Heartbeat.SCHEDULE, SampleQueues.SCHEDULE, HealthCheck.SCHEDULE);
    }

    /** The time of the last heartbeat; empty when there was none. */
    public static Optional<Instant> lastBeat(JobResources resources) {
        return new DynamoBeats(resources).last();
    }

    /** How full the queues were, a sample every quarter of an hour. */
    public static QueueSamples queueSamples(JobResources resources) {
        return new DynamoQueueSamples(resources);
    }
}
