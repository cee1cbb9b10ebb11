package dev.offstage.jobs.notify;

import dev.offstage.args.Text;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskHandler;
import dev.offstage.engine.TaskType;
import dev.offstage.jobs.mail.Mail;
import dev.offstage.jobs.notify.PostWebhook.Post;
import dev.offstage.jobs.notify.Webhook.Reply;
import dev.offstage.json.Json;
import dev.offstage.task.Backoff;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The task that posts a notice to the webhook. */
final class PostWebhook implements TaskHandler<Post> {
    /** What a receiver wants later rather than never, below 500. */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    /** As the API writes times. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Some two and a half hours in all: a receiver that is deployed or restarted comes back within that. */
    static final TaskType<Post> TYPE = TaskType.named("notify-webhook", Post.class)
            .onQueue(QueueName.HIGH)
            .within(Duration.ofSeconds(20))
            .retrying(12)
            .waiting(new Backoff.Exponential(Duration.ofSeconds(5), 2, Duration.ofMinutes(30), true));

    private final @Nullable Webhook webhook;

    /** @param webhook null where none is set */
    PostWebhook(@Nullable Webhook webhook) {
        this.webhook = webhook;
    }

    /**
     * A notice as it is posted.
     *
     * @param id the same in every attempt, so that a receiver knows what it had
     * @param at when it was made
     */
    record Post(
            @Text(max = 60, pattern = "[!-~]+", rule = "an id of up to 60 ASCII characters without spaces")
            String id,

            @Text(max = 60, pattern = Notice.WORDS, rule = "lower-case words joined by hyphens, such as health-failing")
            String event,

            @Text(max = Mail.LONGEST_SUBJECT, pattern = Mail.ONE_LINE, rule = Mail.SUBJECT_RULE)
            String subject,

            @Text(max = Notice.LONGEST_TEXT, pattern = Mail.LINES, rule = Notice.TEXT_RULE)
            String text,

            Instant at) {

        String body() {
            return Json.object()
                    .put("id", id)
                    .put("event", event)
                    .put("subject", subject)
                    .put("text", text)
                    .put("at", TIME.format(at))
                    .toText();
        }
    }

    @Override
    public Outcome run(Post post, TaskContext context) throws InterruptedException {
        if (webhook == null) {
            return Outcome.fail(
                    "no-webhook",
                    "There is no webhook to post to. Set the parameters NotifyWebhook and NotifyWebhookSecret, then retry the task.");
        }
        return switch (webhook.post(post.body())) {
            case Reply.Silent silent -> Outcome.retry(silent.code(), silent.detail());
            case Reply.Answered answered -> judged(answered, webhook.host());
        };
    }

    private static Outcome judged(Reply.Answered answered, String host) {
        int status = answered.status();
        if (status >= 200 && status < 300) {
            return Outcome.done(Json.object().put("status", status).toText());
        }
        String said = host + " answered " + status;
        if (status >= 500 || LATER.contains(status)) {
            Duration after = answered.after();
            return after == null ? Outcome.retry("busy", said + ".") : Outcome.retryAfter(after, "busy", said + ".");
        }
        return status >= 400
                ? Outcome.fail("refused", said + ": it does not want this notice.")
                : Outcome.fail(
                        "redirected", said + "; redirects are not followed. Set NotifyWebhook to the new address.");
    }
}
