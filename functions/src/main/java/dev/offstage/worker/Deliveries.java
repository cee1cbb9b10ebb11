package dev.offstage.worker;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.offstage.aws.TraceHeader;
import dev.offstage.engine.Delivery;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SQS messages as the engine knows them. */
final class Deliveries {
    private Deliveries() {}

    /** The messages of a batch, at least one. */
    static List<SQSEvent.SQSMessage> messages(SQSEvent event) {
        List<SQSEvent.SQSMessage> messages = event.getRecords();
        if (messages == null || messages.isEmpty()) {
            throw new IllegalArgumentException("This is no SQS event: it has no Records.");
        }
        return messages;
    }

    static List<Delivery> of(List<SQSEvent.SQSMessage> messages) {
        return messages.stream()
                .map(message -> new Delivery(
                        message.getMessageId(), message.getReceiptHandle(), message.getBody(), trace(message)))
                .toList();
    }

    /** The trace of the request that sent the message; null when the sender was not traced. */
    private static @Nullable String trace(SQSEvent.SQSMessage message) {
        Map<String, String> attributes = message.getAttributes();
        return attributes == null ? null : TraceHeader.root(attributes.get("AWSTraceHeader"));
    }
}
