package dev.offstage.engine;

import org.jspecify.annotations.Nullable;

/**
 * A message as it was received.
 *
 * @param receipt what the queue wants to hear when the message is to be returned or deleted
 * @param trace the id of the trace that sent it; null when it is not known
 */
public record Delivery(
        String messageId,
        String receipt,
        String body,
        @Nullable String trace) {

    public Delivery(String messageId, String receipt, String body) {
        this(messageId, receipt, body, null);
    }
}
