package dev.offstage.jobs.mail;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How mails are sent.
 *
 * @param from the sender's address, which SES must have verified; null when none is set, and mails fail
 */
record MailSettings(@Nullable MailAddress from) {
    static final String FROM = "MAIL_FROM";

    /**
     * The settings that {@code environment} names.
     *
     * @throws IllegalArgumentException with a sentence that names the variable and says what would be right
     */
    static MailSettings from(Map<String, String> environment) {
        String from = environment.getOrDefault(FROM, "").strip();
        if (from.isEmpty()) {
            return new MailSettings(null);
        }
        return new MailSettings(MailAddress.read(from)
                .orElseThrow(() -> new IllegalArgumentException(
                        FROM + " is \"" + from + "\"; it must be empty or " + MailAddress.RULE + ".")));
    }
}
