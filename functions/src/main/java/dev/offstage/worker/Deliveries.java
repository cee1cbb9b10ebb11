package dev.offstage.worker;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.offstage.engine.Delivery;
import java.util.List;

/** SQS messages as the engine knows them. */
final class Deliveries {
    private Deliveries() {}

    static List<Delivery> of(List<SQSEvent.SQSMessage> messages) {
        return messages.stream()
                .map(message -> new Delivery(message.getMessageId(), message.getReceiptHandle(), message.getBody()))
                .toList();
    }
}
