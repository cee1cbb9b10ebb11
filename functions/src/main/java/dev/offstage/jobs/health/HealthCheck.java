package dev.offstage.jobs.health;

import dev.offstage.engine.QueueGauge;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskHandler;
import dev.offstage.engine.TaskType;
import dev.offstage.jobs.books.SiteCheck.Finding;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.scheduler.TaskSchedule;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks whether the parts answer, and tells when that changed. What does not answer is a finding, no failure of the task. */
final class HealthCheck implements TaskHandler<HealthCheck.Args> {
    record Args() {}

    static final TaskType<Args> TYPE = TaskType.named("health-check", Args.class);

    static final TaskSchedule<Args> SCHEDULE = TaskSchedule.named("health-check", TYPE, new Args())
            .every(Duration.ofMinutes(60))
            .mustSucceedWithin(Duration.ofMinutes(30));

    /** A site whose next turn is farther off is at work for others. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final QueueGauge gauge;
    private final Site site;
    private final Changes changes;

    HealthCheck(QueueGauge gauge, Site site, Changes changes) {
        this.gauge = gauge;
        this.site = site;
        this.changes = changes;
    }

    /** Looks whether the book site answers. */
    @FunctionalInterface
    interface Site {
        Finding ask(@Nullable Instant turn, Instant deadline) throws InterruptedException;
    }

    /** The checks of one run by their names, and a line for each that failed. */
    private record Look(JsonObject checks, List<String> findings) {
        void note(String check, @Nullable String finding) {
            checks.put(check, finding == null ? "ok" : "failing");
            if (finding != null) {
                findings.add(check + ": " + finding);
            }
        }
    }

    @Override
    public Outcome run(Args args, TaskContext context) throws InterruptedException {
        String memo = context.memo();
        Finding found = site.ask(memo == null ? null : Instant.parse(memo), context.deadline());
        if (found instanceof Finding.Later later && later.pause().compareTo(PATIENCE) <= 0) {
            return Outcome.snooze(later.pause(), later.turn().toString());
        }
        Look look = new Look(Json.object(), new ArrayList<>());
        // That this task runs and is noted shows that the store answers; where it does not, no task could tell.
        HealthState last = changes.last();
        look.note("tasks", null);
        JsonObject waiting = Json.object();
        look.note("queues", queues(waiting));
        note(found, look);
        boolean changed = changes.note(last, look.findings(), context.id());
        return Outcome.done(Json.object()
                .put("status", look.findings().isEmpty() ? "ok" : "failing")
                .put("changed", changed)
                .put("checks", look.checks().toTree())
                .put("waiting", waiting.toTree())
                .put("findings", String.join("\n", look.findings()))
                .toText());
    }

    /**
     * Asks every queue; how full they are is shown and judged by nobody here.
     *
     * @param waiting gets the numbers
     */
    private @Nullable String queues(JsonObject waiting) {
        String finding = null;
        for (QueueName queue : QueueName.values()) {
            try {
                waiting.put(queue.wireName(), gauge.of(queue).visible());
            } catch (RuntimeException e) {
                finding = "the queue " + queue.wireName() + " could not be asked: " + e.getMessage();
            }
        }
        return finding;
    }

    private static void note(Finding found, Look look) {
        switch (found) {
            case Finding.Answers ignored -> look.note("site", null);
            case Finding.Fails fails -> look.note("site", fails.detail() + " (" + fails.code() + ")");
            case Finding.Unused ignored -> look.checks().put("site", "not-in-use");
            case Finding.Later ignored -> look.checks().put("site", "busy-for-others");
        }
    }
}
