package dev.offstage.scheduler;

import dev.offstage.engine.TaskType;
import dev.offstage.engine.TaskTypes;
import dev.offstage.schedule.Jitter;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.task.ScheduledBy;
import dev.offstage.task.TaskDraft;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The tasks that schedules make, and their ids. */
final class FiringTasks {
    /** The sweep, which reads an id when it is five minutes old, has certainly not read one that is younger than this. */
    private static final Duration MOMENT = Duration.ofMinutes(1);

    private final TaskTypes types;

    FiringTasks(TaskTypes types) {
        this.types = types;
    }

    boolean isKnown(ScheduleSpec spec) {
        return types.find(spec.type()).isPresent();
    }

    /**
     * The id of a firing's task: the same whoever makes it. Of the time at which it is due, or of this minute when that is over, since
     * the sweep would not see it there.
     */
    static TaskId id(Schedule schedule, Instant dueAt, Instant now) {
        return derived("firing", schedule, dueAt, now, null);
    }

    /**
     * The id of a firing's task that was asked for afterwards.
     *
     * @param before the task that stood for it and did not run; null for none
     */
    static TaskId backfillId(Schedule schedule, Instant dueAt, Instant now, @Nullable TaskId before) {
        return derived("backfill", schedule, dueAt, now, before);
    }

    private static TaskId derived(String kind, Schedule schedule, Instant dueAt, Instant now, @Nullable TaskId before) {
        Instant time = dueAt.isAfter(now.minus(MOMENT)) ? dueAt : now.truncatedTo(ChronoUnit.MINUTES);
        String name = kind + "#" + schedule.name() + "#" + schedule.generation() + "#" + dueAt;
        return TaskId.derived(TaskId.firstAt(time), before == null ? name : name + "#" + before);
    }

    /** What the firing that is due then is to do. */
    TaskSpec firing(Schedule schedule, Instant dueAt) {
        return draft(schedule, dueAt, false)
                .notBefore(Jitter.start(schedule.spec(), dueAt))
                .make();
    }

    /** The same, asked for by somebody. */
    TaskSpec backfilled(Schedule schedule, Instant dueAt) {
        return draft(schedule, dueAt, true).make();
    }

    /** What a firing does, beside the plan. */
    TaskSpec beside(Schedule schedule) {
        return draft(schedule, null, true).make();
    }

    private TaskDraft draft(Schedule schedule, @Nullable Instant dueAt, boolean askedFor) {
        ScheduleSpec spec = schedule.spec();
        TaskPolicy policy =
                types.find(spec.type()).<TaskPolicy>map(TaskType::policy).orElse(TaskPolicy.DEFAULT);
        return new TaskDraft(spec.type(), policy, spec.args())
                .queue(spec.queue() == null ? policy.queue() : spec.queue())
                .tags(spec.tags())
                .onFailure(spec.onFailure())
                .scheduledBy(new ScheduledBy(schedule.name(), dueAt, schedule.generation(), askedFor));
    }
}
