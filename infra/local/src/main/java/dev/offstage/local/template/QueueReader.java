package dev.offstage.local.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads a queue. */
final class QueueReader {
    private final Set<String> withoutEffect;

    QueueReader(Set<String> withoutEffect) {
        this.withoutEffect = withoutEffect;
    }

    QueueSpec read(String id, String name, Section queue) {
        queue.ignore("QueueName");
        WithoutEffect.in(queue, withoutEffect)
                .of("retention of messages", "MessageRetentionPeriod")
                .of("encryption", "SqsManagedSseEnabled", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds")
                .of("RedriveAllowPolicy", "RedriveAllowPolicy")
                .of("message size", "MaximumMessageSize")
                .of("tags", "Tags")
                .done();
        if (queue.flag("FifoQueue", false)) {
            throw queue.fault("FifoQueue", "is not known here");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        number(queue, attributes, "VisibilityTimeout", 30, 43_200);
        number(queue, attributes, "DelaySeconds", 0, 900);
        number(queue, attributes, "ReceiveMessageWaitTimeSeconds", 0, 20);
        queue.section("RedrivePolicy").ifPresent(policy -> attributes.put("RedrivePolicy", redrive(policy)));
        queue.end();
        return new QueueSpec(id, name, attributes);
    }

    private static void number(Section queue, Map<String, String> attributes, String name, int standard, int most) {
        attributes.put(name, String.valueOf(queue.number(name, standard, 0, most)));
    }

    private static String redrive(Section policy) {
        String target = policy.required("deadLetterTargetArn");
        int count = policy.number("maxReceiveCount", 10, 1, 1000);
        policy.end();
        return "{\"deadLetterTargetArn\":\"" + target + "\",\"maxReceiveCount\":\"" + count + "\"}";
    }
}
