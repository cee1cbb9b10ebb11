package dev.offstage.bench;

import dev.offstage.engine.Delivery;
import dev.offstage.engine.Invocation;
import dev.offstage.engine.Worker;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Plays the event source mapping of one queue: receives ten messages at once, has them worked on, deletes them. */
final class Mapping {
    static final int BATCH = 10;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** What the price assumes of a batch, so that the pauses are read as often as by a worker that has work all the time. */
    private static final Duration BATCH_TIME = Duration.ofMillis(BATCH * Price.WORKER_MS);

    private final SqsClient sqs;
    private final String url;
    private final Worker worker;
    private final SteppingClock clock;

    Mapping(SqsClient sqs, String url, Worker worker, SteppingClock clock) {
        this.sqs = sqs;
        this.url = url;
        this.worker = worker;
        this.clock = clock;
    }

    /**
     * Sees to the next {@code messages} messages; one that its worker returns comes again and counts again.
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
            clock.move(BATCH_TIME);
            left -= batch.size();
        }
        return invocations;
    }

    private void run(List<Message> batch) throws InterruptedException {
        List<Delivery> deliveries = batch.stream()
                .map(message -> new Delivery(message.messageId(), message.receiptHandle(), message.body()))
                .toList();
        Invocation invocation = new Invocation((event, facts) -> {}, new dev.offstage.engine.Tally());
        List<String> returned =
                worker.work(QueueName.DEFAULT, deliveries, clock.instant().plus(TIMEOUT), invocation);
        List<DeleteMessageBatchRequestEntry> entries = batch.stream()
                .filter(message -> !returned.contains(message.messageId()))
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
                .toList();
        if (entries.isEmpty()) {
            return;
        }
        if (sqs.deleteMessageBatch(delete -> delete.queueUrl(url).entries(entries))
                .hasFailed()) {
            throw new IllegalStateException("Some messages could not be deleted.");
        }
    }
}
