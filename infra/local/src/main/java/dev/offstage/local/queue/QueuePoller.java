package dev.offstage.local.queue;

import dev.offstage.local.function.FunctionException;
import dev.offstage.local.function.LocalFunction;
import dev.offstage.local.template.EventSource.QueueSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Brings the messages of one queue to one function, in batches, as Lambda's event source mapping does. */
public final class QueuePoller {
    private static final Logger LOG = Logger.getLogger(QueuePoller.class.getName());
    private static final int AT_ONCE = 10;
    private static final int LONGEST_WAIT_SECONDS = 20;

    private final QueueSource source;
    private final LocalFunction function;
    private final SqsClient receiver;
    private final SqsClient client;
    private final String url;
    private final Semaphore free;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean stopping;

    private QueuePoller(QueueSource source, String url, LocalFunction function, SqsClient receiver, SqsClient client) {
        this.source = source;
        this.function = function;
        this.receiver = receiver;
        this.client = client;
        this.url = url;
        this.free = new Semaphore(source.concurrency());
        this.thread = Thread.ofVirtual().name("poll " + source.queueName()).unstarted(this::poll);
    }

    /**
     * Starts to poll.
     *
     * @param url of the source's queue, given so that no call is made but those that a mapping makes
     * @param receiver for waiting receives, which {@link #stop()} interrupts
     * @param client for everything else
     */
    public static QueuePoller start(
            QueueSource source, String url, LocalFunction function, SqsClient receiver, SqsClient client) {
        QueuePoller poller = new QueuePoller(source, url, function, receiver, client);
        poller.thread.start();
        return poller;
    }

    /** Takes no more messages; what runs goes on. */
    public void stop() {
        stopping = true;
        thread.interrupt();
    }

    /** Waits until every batch is answered and acknowledged, at most for {@code seconds}; says whether that is so. */
    public boolean await(long seconds) throws InterruptedException {
        for (Thread batch : running) {
            if (!batch.join(Duration.ofSeconds(seconds))) {
                return false;
            }
        }
        return true;
    }

    private void poll() {
        while (!stopping) {
            try {
                free.acquire();
                boolean handedOver = false;
                try {
                    handedOver = handOver(collect());
                } finally {
                    if (!handedOver) {
                        free.release();
                    }
                }
            } catch (InterruptedException ignored) {
                return;
            } catch (SdkException e) {
                if (!stopping) {
                    LOG.log(Level.WARNING, "The queue " + source.queueName() + " did not answer", e);
                }
            }
        }
    }

    private List<Message> collect() {
        List<Message> batch = new ArrayList<>(receive(Math.min(AT_ONCE, source.batchSize()), LONGEST_WAIT_SECONDS));
        long end = System.nanoTime() + source.window().toNanos();
        while (!batch.isEmpty() && batch.size() < source.batchSize() && !stopping) {
            long rest = end - System.nanoTime();
            if (rest <= 0) {
                break;
            }
            // A receive waits for whole seconds: the last one may end a little after the window.
            int seconds = Math.ceilDiv((int) TimeUnit.NANOSECONDS.toMillis(rest), 1000);
            int missing = source.batchSize() - batch.size();
            batch.addAll(receive(Math.min(AT_ONCE, missing), Math.min(LONGEST_WAIT_SECONDS, seconds)));
        }
        return batch;
    }

    private List<Message> receive(int most, int waitSeconds) {
        return receiver.receiveMessage(receive -> receive.queueUrl(url)
                        .maxNumberOfMessages(most)
                        .waitTimeSeconds(waitSeconds)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNamesWithStrings("All"))
                .messages();
    }

    private boolean handOver(List<Message> batch) {
        if (batch.isEmpty() || stopping) {
            return false;
        }
        Thread runner = Thread.ofVirtual().name("batch " + source.queueName()).unstarted(() -> {
            try {
                run(batch);
            } finally {
                running.remove(Thread.currentThread());
                free.release();
            }
        });
        running.add(runner);
        runner.start();
        return true;
    }

    private void run(List<Message> batch) {
        try {
            String answer = function.invoke(QueueEventJson.of(source.queueName(), batch));
            Set<String> ids = batch.stream().map(Message::messageId).collect(Collectors.toCollection(HashSet::new));
            Set<String> failed = source.partialFailures() ? BatchAnswer.failed(answer, ids) : Set.of();
            delete(batch.stream()
                    .filter(message -> !failed.contains(message.messageId()))
                    .toList());
        } catch (FunctionException ignored) {
            LOG.warning(() -> batch.size() + " messages of " + source.queueName() + " stay: "
                    + function.spec().id() + " failed");
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        } catch (SdkException e) {
            LOG.log(Level.WARNING, "Messages of " + source.queueName() + " could not be deleted", e);
        }
    }

    private void delete(List<Message> messages) {
        for (int start = 0; start < messages.size(); start += AT_ONCE) {
            List<Message> some = messages.subList(start, Math.min(messages.size(), start + AT_ONCE));
            List<DeleteMessageBatchRequestEntry> entries = some.stream()
                    .map(message -> DeleteMessageBatchRequestEntry.builder()
                            .id(message.messageId())
                            .receiptHandle(message.receiptHandle())
                            .build())
                    .toList();
            client.deleteMessageBatch(delete -> delete.queueUrl(url).entries(entries))
                    .failed()
                    .forEach(entry -> LOG.warning(() -> "A message was not deleted: " + entry.message()));
        }
    }
}
