package dev.offstage.engine;

/**
 * A message as it was received.
 *
 * @param receipt what the queue wants to hear when the message is to be returned or deleted
 */
public record Delivery(String messageId, String receipt, String body) {}
