package dev.offstage.aws;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;

import dev.offstage.engine.QueueGauge;
import dev.offstage.task.QueueName;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The numbers that SQS has of a queue and of its dead letters. */
final class SqsQueueGauge implements QueueGauge {
    private final SqsClient sqs;
    private final Map<QueueName, String> urls;
    private final Map<QueueName, String> deadLetters;

    SqsQueueGauge(SqsClient sqs, Map<QueueName, String> urls, Map<QueueName, String> deadLetters) {
        this.sqs = sqs;
        this.urls = urls;
        this.deadLetters = deadLetters;
    }

    @Override
    public Depth of(QueueName queue) {
        Map<QueueAttributeName, String> own = counts(urls.getOrDefault(queue, ""));
        Map<QueueAttributeName, String> dead = counts(deadLetters.getOrDefault(queue, ""));
        return new Depth(
                count(own, APPROXIMATE_NUMBER_OF_MESSAGES),
                count(own, APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                count(own, APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED),
                dead.keySet().stream().mapToLong(name -> count(dead, name)).sum());
    }

    private Map<QueueAttributeName, String> counts(String url) {
        return sqs.getQueueAttributes(get -> get.queueUrl(url)
                        .attributeNames(
                                APPROXIMATE_NUMBER_OF_MESSAGES,
                                APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes();
    }

    private static long count(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
        return Long.parseLong(counts.getOrDefault(name, "0"));
    }
}
