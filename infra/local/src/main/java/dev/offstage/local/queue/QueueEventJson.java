package dev.offstage.local.queue;

import com.fasterxml.jackson.jr.stree.JrsObject;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.local.template.QueueSpec;
import dev.offstage.local.template.Stack;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The event that Lambda makes of a batch of messages. */
final class QueueEventJson {
    private QueueEventJson() {}

    static String of(String queueName, List<Message> messages) {
        String arn = QueueSpec.arnOf(queueName);
        List<JrsObject> records =
                messages.stream().map(message -> entry(arn, message)).toList();
        return Json.object().put("Records", records).toText();
    }

    private static JrsObject entry(String arn, Message message) {
        JsonObject system = Json.object();
        for (var attribute : new TreeMap<>(message.attributesAsStrings()).entrySet()) {
            system = system.put(attribute.getKey(), attribute.getValue());
        }
        JsonObject own = Json.object();
        for (var attribute : message.messageAttributes().entrySet()) {
            own = own.put(attribute.getKey(), attribute(attribute.getValue()));
        }
        JsonObject entry = Json.object()
                .put("messageId", message.messageId())
                .put("receiptHandle", message.receiptHandle())
                .put("body", message.body())
                .put("attributes", system.toTree())
                .put("messageAttributes", own.toTree())
                .put("md5OfBody", message.md5OfBody());
        if (message.md5OfMessageAttributes() != null) {
            entry = entry.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
        }
        return entry.put("eventSource", "aws:sqs")
                .put("eventSourceARN", arn)
                .put("awsRegion", Stack.REGION)
                .toTree();
    }

    private static JrsObject attribute(MessageAttributeValue value) {
        JsonObject attribute = Json.object();
        if (value.stringValue() != null) {
            attribute = attribute.put("stringValue", value.stringValue());
        }
        if (value.binaryValue() != null) {
            attribute = attribute.put(
                    "binaryValue",
                    Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
        }
        return attribute
                .put("stringListValues", List.<JrsObject>of())
                .put("binaryListValues", List.<JrsObject>of())
                .put("dataType", value.dataType())
                .toTree();
    }
}
