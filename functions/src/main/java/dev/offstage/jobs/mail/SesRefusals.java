package dev.offstage.jobs.mail;

import dev.offstage.jobs.mail.Mailer.Handover;
import dev.offstage.jobs.mail.Mailer.Handover.Never;
import dev.offstage.jobs.mail.Mailer.Handover.NotNow;
import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.model.AccountSuspendedException;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.LimitExceededException;
import software.amazon.awssdk.services.sesv2.model.MailFromDomainNotVerifiedException;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.SendingPausedException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

/** What a refusal of SES means for the task: another time, or never. */
final class SesRefusals {
    /** The quota of a day moves on with each mail of the day before, so there is room again before the day is over. */
    private static final Duration WITHOUT_QUOTA = Duration.ofMinutes(30);

    private SesRefusals() {}

    static Handover read(SesV2Exception refusal) {
        String said = said(refusal);
        return switch (refusal) {
            case TooManyRequestsException ignored -> throttled(said);
            case LimitExceededException ignored -> throttled(said);
            case MessageRejectedException ignored -> new Never("message-rejected", "SES rejected the mail: " + said);
            case MailFromDomainNotVerifiedException ignored ->
                new Never("sender-not-verified", "SES does not know the sender MAIL_FROM as verified: " + said);
            case AccountSuspendedException ignored ->
                new Never("account-suspended", "The account may not send mails any more: " + said);
            case SendingPausedException ignored ->
                new Never(
                        "sending-paused", "Sending is paused in SES; let it go on there, then retry the task: " + said);
            case BadRequestException ignored -> new Never("bad-request", "SES cannot read the mail: " + said);
            default -> byStatus(refusal, said);
        };
    }

    private static Handover byStatus(SesV2Exception refusal, String said) {
        int status = refusal.statusCode();
        if (status == 429 || said.contains("Maximum sending rate") || refusal.isThrottlingException()) {
            return throttled(said);
        }
        // A role is a while on its way after it was changed, and a clock can be wrong for a while.
        if (status == 401 || status == 403) {
            return new NotNow("not-allowed", "SES does not let this function send from MAIL_FROM: " + said, null);
        }
        return status >= 500
                ? new NotNow("unavailable", "SES has a fault of its own: " + said, null)
                : new Never("ses-refused", "SES refused the mail: " + said);
    }

    private static Handover throttled(String said) {
        return new NotNow(
                "throttled",
                "SES takes no more mails for the moment: " + said,
                said.contains("Daily message quota") ? WITHOUT_QUOTA : null);
    }

    private static String said(SesV2Exception refusal) {
        AwsErrorDetails details = refusal.awsErrorDetails();
        String message = details == null ? refusal.getMessage() : details.errorMessage();
        return message == null || message.isBlank() ? "status " + refusal.statusCode() : message;
    }

    /** No answer: the mail may have been taken all the same. */
    static Handover read(SdkClientException silence) {
        boolean late = silence instanceof ApiCallTimeoutException || silence instanceof ApiCallAttemptTimeoutException;
        return late
                ? new NotNow("timeout", "SES did not answer in time; perhaps it took the mail.", null)
                : new NotNow("unreachable", "SES could not be asked: " + silence.getMessage(), null);
    }
}
