package dev.offstage.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.jr.stree.JrsValue;
import java.nio.ByteBuffer;
import java.util.Base64;

/** Reads {@link SQSEvent}. */
final class SqsEvents {
    private SqsEvents() {}

    static SQSEvent read(JrsValue tree) {
        SQSEvent event = new SQSEvent();
        event.setRecords(Events.list(tree, "Records", SqsEvents::message));
        return event;
    }

    private static SQSMessage message(JrsValue tree) {
        SQSMessage message = new SQSMessage();
        message.setMessageId(Events.text(tree, "messageId"));
        message.setReceiptHandle(Events.text(tree, "receiptHandle"));
        message.setBody(Events.text(tree, "body"));
        message.setMd5OfBody(Events.text(tree, "md5OfBody"));
        message.setMd5OfMessageAttributes(Events.text(tree, "md5OfMessageAttributes"));
        message.setEventSourceArn(Events.text(tree, "eventSourceARN"));
        message.setEventSource(Events.text(tree, "eventSource"));
        message.setAwsRegion(Events.text(tree, "awsRegion"));
        message.setAttributes(Events.texts(tree, "attributes"));
        message.setMessageAttributes(Events.map(tree, "messageAttributes", SqsEvents::attribute));
        return message;
    }

    private static MessageAttribute attribute(JrsValue tree) {
        MessageAttribute attribute = new MessageAttribute();
        attribute.setStringValue(Events.text(tree, "stringValue"));
        String binary = Events.text(tree, "binaryValue");
        attribute.setBinaryValue(binary == null ? null : bytes(binary));
        attribute.setStringListValues(Events.textList(tree, "stringListValues"));
        attribute.setBinaryListValues(Events.list(tree, "binaryListValues", value -> bytes(value.asText())));
        attribute.setDataType(Events.text(tree, "dataType"));
        return attribute;
    }

    private static ByteBuffer bytes(String base64) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(base64));
    }
}
