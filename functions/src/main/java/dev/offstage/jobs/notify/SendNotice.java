package dev.offstage.jobs.notify;

import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskHandler;
import dev.offstage.jobs.mail.Mail;
import dev.offstage.jobs.mail.MailAddress;
import dev.offstage.jobs.mail.Mails;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.task.Outcome;
import dev.offstage.task.TaskId;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The task that tells a notice: a task for each way, so that each is retried alone. */
final class SendNotice implements TaskHandler<Notice> {
    private final @Nullable MailAddress mailTo;
    private final boolean hasWebhook;
    private final InstantSource clock;

    /** @param mailTo null for no mail */
    SendNotice(@Nullable MailAddress mailTo, boolean hasWebhook, InstantSource clock) {
        this.mailTo = mailTo;
        this.hasWebhook = hasWebhook;
        this.clock = clock;
    }

    @Override
    public Outcome run(Notice notice, TaskContext context) {
        JsonObject result = Json.object()
                .put(
                        "mail",
                        mailTo == null ? null : mail(notice, mailTo, context).toString())
                .put("webhook", hasWebhook ? post(notice, context).toString() : null);
        return Outcome.done(
                mailTo == null && !hasWebhook
                        ? result.put("note", "Nobody was told: neither NotifyMailTo nor NotifyWebhook is set.")
                                .toText()
                        : result.toText());
    }

    private static TaskId mail(Notice notice, MailAddress to, TaskContext context) {
        Mail mail = new Mail(to.text(), notice.subject(), notice.text(), null);
        return context.enqueue(Mails.sending(mail, null, null));
    }

    private TaskId post(Notice notice, TaskContext context) {
        PostWebhook.Post post = new PostWebhook.Post(
                context.id().toString(), notice.event(), notice.subject(), notice.text(), clock.instant());
        return context.enqueue(PostWebhook.TYPE, post);
    }
}
