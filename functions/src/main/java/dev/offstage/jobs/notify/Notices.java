package dev.offstage.jobs.notify;

import dev.offstage.engine.Registration;
import dev.offstage.engine.TaskType;
import dev.offstage.jobs.JobResources;
import dev.offstage.schedule.Firing;
import dev.offstage.scheduler.OverdueFirings;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskSpec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notices to whoever runs this deployment: a task tells them by mail, by webhook, by both, or to nobody when neither is set. */
public final class Notices {
    /** A receiver has so long for a whole answer. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    // Not behind the work that may be what is wrong.
    private static final TaskType<Notice> TYPE =
            TaskType.named("notify", Notice.class).onQueue(QueueName.HIGH).within(Duration.ofSeconds(20));

    private Notices() {}

    /** The tasks that tell notices. */
    public static List<Registration<?>> types(JobResources resources) {
        NotifySettings settings = NotifySettings.from(resources.settings());
        return List.of(
                TYPE.runBy(() -> new SendNotice(settings.mailTo(), settings.webhook() != null, resources.clock())),
                PostWebhook.TYPE.runBy(() -> new PostWebhook(webhook(settings, resources))));
    }

    private static @Nullable Webhook webhook(NotifySettings settings, JobResources resources) {
        URI url = settings.webhook();
        Signer signer = settings.signer();
        return url == null || signer == null
                ? null
                : new Webhook(url, signer, resources.version(), ANSWER, resources.clock());
    }

    /** The task that tells {@code notice}. */
    public static TaskSpec telling(Notice notice) {
        return TYPE.spec(notice);
    }

    /** Tells of firings that had not succeeded by the time by which they must. */
    public static OverdueFirings overdueFirings(JobResources resources) {
        String stack = resources.settings().getOrDefault("STACK", "offstage");
        return (schedule, firing) -> Optional.of(overdue(stack, firing));
    }

    private static TaskSpec overdue(String stack, Firing firing) {
        String text = "The schedule " + firing.schedule() + " was due at " + firing.dueAt()
                + " and its task was to succeed by " + firing.mustSucceedBy() + ", but had not.\n\n"
                + (firing.task() == null
                        ? "No task was made for it"
                        : "Its task is " + firing.task() + ": GET /v1/tasks/" + firing.task())
                + "; GET /v1/schedules/" + firing.schedule() + "/firings lists what became of the others.\n";
        return telling(
                Notice.of("firing-overdue", stack + ": the schedule " + firing.schedule() + " is overdue", text));
    }
}
