package dev.offstage.local.queue;

import dev.offstage.local.template.QueueSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Makes the template's queues where they are not there yet, and gives all of them the template's attributes. */
public final class Queues {
    private static final String REDRIVE = "RedrivePolicy";

    private Queues() {}

    /** Makes all queues first, then names their dead-letter queues, so that their order does not matter. */
    public static void ensure(SqsClient client, List<QueueSpec> queues) {
        for (QueueSpec queue : queues) {
            String url = urlOf(client, queue);
            var unused = client.setQueueAttributes(set -> set.queueUrl(url).attributesWithStrings(plain(queue)));
        }
        for (QueueSpec queue : queues) {
            String policy = queue.attributes().get(REDRIVE);
            if (policy != null) {
                String url = urlOf(client, queue);
                var unused = client.setQueueAttributes(
                        set -> set.queueUrl(url).attributesWithStrings(Map.of(REDRIVE, policy)));
            }
        }
    }

    private static Map<String, String> plain(QueueSpec queue) {
        Map<String, String> plain = new LinkedHashMap<>(queue.attributes());
        plain.remove(REDRIVE);
        return plain;
    }

    private static String urlOf(SqsClient client, QueueSpec queue) {
        try {
            return client.getQueueUrl(ask -> ask.queueName(queue.name())).queueUrl();
        } catch (QueueDoesNotExistException ignored) {
            return client.createQueue(make -> make.queueName(queue.name()).attributesWithStrings(plain(queue)))
                    .queueUrl();
        }
    }
}
