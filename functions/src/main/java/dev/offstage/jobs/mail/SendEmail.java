package dev.offstage.jobs.mail;

import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskHandler;
import dev.offstage.jobs.mail.Mailer.Handover;
import dev.offstage.json.Json;
import dev.offstage.task.Outcome;
import org.jspecify.annotations.Nullable;

/** The task that sends a mail. */
final class SendEmail implements TaskHandler<Mail> {
    private final @Nullable Mailer mailer;

    /** @param mailer null where no sender is set */
    SendEmail(@Nullable Mailer mailer) {
        this.mailer = mailer;
    }

    @Override
    public Outcome run(Mail mail, TaskContext context) {
        if (mailer == null) {
            return Outcome.fail(
                    "no-sender",
                    "No mail can be sent since no sender is set. Set the parameter MailFrom (variable MAIL_FROM) to an"
                            + " address that SES has verified, then retry the task.");
        }
        return switch (mailer.send(mail, context.id())) {
            case Handover.Taken taken ->
                Outcome.done(Json.object().put("messageId", taken.messageId()).toText());
            case Handover.NotNow later ->
                later.after() == null
                        ? Outcome.retry(later.code(), later.message())
                        : Outcome.retryAfter(later.after(), later.code(), later.message());
            case Handover.Never never -> Outcome.fail(never.code(), never.message());
        };
    }
}
