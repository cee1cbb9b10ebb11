package dev.offstage.jobs.mail;

import dev.offstage.jobs.mail.Mailer.Handover.Taken;
import dev.offstage.task.TaskId;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Body;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.Message;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/** Hands mails to SES, which writes their headers itself: it gets fields, never lines. */
final class SesMailer implements Mailer {
    private final SesV2Client client;
    private final MailAddress from;

    SesMailer(SesV2Client client, MailAddress from) {
        this.client = client;
        this.from = from;
    }

    @Override
    public Handover send(Mail mail, TaskId task) {
        try {
            return new Taken(client.sendEmail(request(mail, task)).messageId());
        } catch (SesV2Exception refusal) {
            return SesRefusals.read(refusal);
        } catch (SdkClientException silence) {
            return SesRefusals.read(silence);
        }
    }

    private SendEmailRequest request(Mail mail, TaskId task) {
        Message message = Message.builder()
                .subject(content(mail.subject()))
                .body(Body.builder()
                        .text(content(mail.text()))
                        .html(mail.html() == null ? null : content(mail.html()))
                        .build())
                .headers(MessageHeader.builder()
                        .name(TASK_HEADER)
                        .value(task.toString())
                        .build())
                .build();
        return SendEmailRequest.builder()
                .fromEmailAddress(from.text())
                .destination(to -> to.toAddresses(mail.to()))
                .content(content -> content.simple(message))
                .build();
    }

    private static Content content(String text) {
        return Content.builder().charset("UTF-8").data(text).build();
    }
}
