package dev.offstage.bench;

import dev.offstage.engine.Delivery;
import dev.offstage.engine.Worker;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Plays the event source mapping of one queue: receives ten messages at once, has them worked on, deletes them. */
final class Mapping {
    private static final int BATCH = 10;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final SqsClient sqs;
    private final String url;
    private final Worker worker;
    private final InstantSource clock;

    Mapping(SqsClient sqs, String url, Worker worker, InstantSource clock) {
        this.sqs = sqs;
        this.url = url;
        this.worker = worker;
        this.clock = clock;
    }

    /**
     * Sees to the next {@code messages} messages.
     *
     * @return how often the worker was invoked for them
     */
    int deliver(int messages) throws InterruptedException {
        int invocations = 0;
        for (int left = messages; left > 0; invocations++) {
            List<Message> batch = sqs.receiveMessage(receive ->
                            receive.queueUrl(url).maxNumberOfMessages(BATCH).waitTimeSeconds(5))
                    .messages();
            if (batch.isEmpty()) {
                throw new IllegalStateException(left + " of " + messages + " messages did not come.");
            }
            run(batch);
            left -= batch.size();
        }
        return invocations;
    }

    private void run(List<Message> batch) throws InterruptedException {
        List<Delivery> deliveries = batch.stream()
                .map(message -> new Delivery(message.messageId(), message.receiptHandle(), message.body()))
                .toList();
        List<String> returned =
                worker.work(QueueName.DEFAULT, deliveries, clock.instant().plus(TIMEOUT));
        if (!returned.isEmpty()) {
            throw new IllegalStateException(returned.size() + " of " + batch.size() + " messages were returned.");
        }
        List<DeleteMessageBatchRequestEntry> entries = batch.stream()
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
                .toList();
        if (sqs.deleteMessageBatch(delete -> delete.queueUrl(url).entries(entries))
                .hasFailed()) {
            throw new IllegalStateException("Some messages could not be deleted.");
        }
    }
}
