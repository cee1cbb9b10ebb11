package dev.offstage.scheduled;

import dev.offstage.jobs.mail.MailAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * To whom reports are mailed.
 *
 * @param to null for nobody
 * @param system how the system is called there
 */
record ReportMailSettings(@Nullable MailAddress to, String system) {
    static final String TO = "REPORT_MAIL_TO";

    /**
     * The settings that {@code environment} names.
     *
     * @throws IllegalArgumentException with a sentence that names the variable and says what would be right
     */
    static ReportMailSettings from(Map<String, String> environment) {
        String to = environment.getOrDefault(TO, "").strip();
        String system = environment.getOrDefault("STACK", "offstage");
        if (to.isEmpty()) {
            return new ReportMailSettings(null, system);
        }
        return new ReportMailSettings(
                MailAddress.read(to)
                        .orElseThrow(() -> new IllegalArgumentException(
                                TO + " is \"" + to + "\"; it must be empty or " + MailAddress.RULE + ".")),
                system);
    }
}
