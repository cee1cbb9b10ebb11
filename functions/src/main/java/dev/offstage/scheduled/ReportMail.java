package dev.offstage.scheduled;

import dev.offstage.engine.Enqueuer;
import dev.offstage.jobs.mail.Mail;
import dev.offstage.jobs.mail.MailAddress;
import dev.offstage.jobs.mail.Mails;
import dev.offstage.report.DayReport;
import dev.offstage.report.ReportLetter;
import dev.offstage.report.Reports;
import dev.offstage.task.TaskId;

/** Mails a report, once however often it is asked to. */
final class ReportMail {
    private final Reports reports;
    private final Enqueuer enqueuer;
    private final ReportMailSettings settings;

    ReportMail(Reports reports, Enqueuer enqueuer, ReportMailSettings settings) {
        this.reports = reports;
        this.enqueuer = enqueuer;
        this.settings = settings;
    }

    /** Enqueues the mail, unless nobody wants one or it was enqueued before. */
    void send(DayReport report) {
        MailAddress to = settings.to();
        if (to == null || reports.isMailed(report.date())) {
            return;
        }
        ReportLetter letter = ReportLetter.of(report, settings.system());
        // The id is the day's, so that whoever dies before the note below makes no second mail when it comes again.
        TaskId id = TaskId.derived(TaskId.firstAt(report.to()), "report#" + report.date());
        enqueuer.submitDerived(
                id, Mails.sending(new Mail(to.text(), letter.subject(), letter.text(), letter.html()), null, null));
        // The task's record is purged some day, so that alone would not tell.
        reports.noteMailed(report.date());
    }
}
