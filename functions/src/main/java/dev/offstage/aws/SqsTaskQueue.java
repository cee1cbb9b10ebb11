package dev.offstage.aws;

import dev.offstage.engine.Delivery;
import dev.offstage.engine.TaskMessage;
import dev.offstage.engine.TaskQueue;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The three queues in SQS. */
final class SqsTaskQueue implements TaskQueue {
    private static final int BATCH = 10;
    private static final int BATCHES_AT_ONCE = 8;
    private static final int TRIES = 3;

    private final SqsClient sqs;
    private final Map<QueueName, String> urls;

    SqsTaskQueue(SqsClient sqs, Map<QueueName, String> urls) {
        this.sqs = sqs;
        this.urls = urls;
    }

    @Override
    public Set<TaskId> send(QueueName queue, List<Message> messages) {
        if (messages.size() == 1) {
            return sendOne(queue, messages.getFirst());
        }
        List<Message> left = messages;
        for (int i = 0; i < TRIES && !left.isEmpty(); i++) {
            left = left.stream()
                    .gather(Gatherers.windowFixed(BATCH))
                    .gather(Gatherers.mapConcurrent(BATCHES_AT_ONCE, batch -> refusedOf(queue, batch)))
                    .flatMap(List::stream)
                    .toList();
        }
        return left.stream().map(Message::task).collect(Collectors.toSet());
    }

    private Set<TaskId> sendOne(QueueName queue, Message message) {
        try {
            sqs.sendMessage(send -> send.queueUrl(urls.get(queue))
                    .messageBody(TaskMessage.write(message.task()))
                    .delaySeconds(delaySeconds(message.delay())));
            return Set.of();
        } catch (SdkException e) {
            return Set.of(message.task());
        }
    }

    private List<Message> refusedOf(QueueName queue, List<Message> batch) {
        List<SendMessageBatchRequestEntry> entries = IntStream.range(0, batch.size())
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .messageBody(TaskMessage.write(batch.get(i).task()))
                        .delaySeconds(delaySeconds(batch.get(i).delay()))
                        .build())
                .toList();
        try {
            Set<String> failed = new HashSet<>();
            sqs.sendMessageBatch(send -> send.queueUrl(urls.get(queue)).entries(entries))
                    .failed()
                    .forEach(entry -> failed.add(entry.id()));
            return IntStream.range(0, batch.size())
                    .filter(i -> failed.contains(Integer.toString(i)))
                    .mapToObj(batch::get)
                    .toList();
        } catch (SdkException e) {
            return batch;
        }
    }

    @Override
    public void returnAfter(QueueName queue, Delivery delivery, Duration after) {
        sqs.changeMessageVisibility(change -> change.queueUrl(urls.get(queue))
                .receiptHandle(delivery.receipt())
                .visibilityTimeout(seconds(after)));
    }

    @Override
    public boolean isEmpty(QueueName queue) {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(get ->
                        get.queueUrl(urls.get(queue)).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes();
        return counts.values().stream().allMatch("0"::equals);
    }

    /** SQS refuses more; a message that comes early is sent back by the claim. */
    private static int delaySeconds(Duration delay) {
        return Math.min(900, seconds(delay));
    }

    /** Whole seconds, rounded up: nothing comes before its time. */
    private static int seconds(Duration duration) {
        return (int) Math.max(0, duration.plusMillis(999).toSeconds());
    }
}
