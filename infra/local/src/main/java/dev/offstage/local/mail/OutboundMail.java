package dev.offstage.local.mail;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail as SES is asked to send it.
 *
 * @param text null when there is HTML alone
 * @param html null for none
 * @param headers further ones, by name
 */
record OutboundMail(
        String from,
        List<String> to,
        String subject,
        @Nullable String text,
        @Nullable String html,
        Map<String, String> headers) {}
