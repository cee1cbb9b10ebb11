package dev.offstage.local.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail in the folder.
 *
 * @param id the name of its file without the ending
 * @param to the addresses, joined by commas
 * @param text empty when there is HTML alone
 * @param html null for none
 * @param taskId the id of the task that sent it; null for a mail of somebody else
 */
public record KeptMail(
        String id,
        String to,
        String subject,
        String text,
        @Nullable String html,
        Instant at,
        @Nullable String taskId) {}
