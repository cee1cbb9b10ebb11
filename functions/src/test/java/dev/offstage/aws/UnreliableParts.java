package dev.offstage.aws;

import dev.offstage.count.DayCounts;
import dev.offstage.engine.Delivery;
import dev.offstage.engine.LossLedger;
import dev.offstage.engine.PauseBoard;
import dev.offstage.engine.Redrives;
import dev.offstage.engine.SweepMark;
import dev.offstage.engine.TaskKeys;
import dev.offstage.engine.TaskLogs;
import dev.offstage.engine.TaskQueue;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.TaskSurvey;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The adapters over a table and queues of their own in the emulators, by way of clients whose requests and answers may be lost. */
public final class UnreliableParts implements AutoCloseable {
    private final UnreliableServices http;
    private final DynamoDbClient dynamo;
    private final SqsClient sqs;
    private final String table = LocalDynamo.newTable();
    private final Map<QueueName, String> urls = new EnumMap<>(QueueName.class);
    private final Map<QueueName, String> deadLetters = new EnumMap<>(QueueName.class);
    private final Random random;

    /**
     * @param visibilitySeconds how long a received message is hidden
     * @param mostReceives a message that was received as often and comes again is a dead letter
     */
    public UnreliableParts(long seed, int visibilitySeconds, int mostReceives) {
        this.random = new Random(seed);
        this.http = new UnreliableServices(
                AwsCrtHttpClient.builder().maxConcurrency(100).build(), seed);
        this.dynamo = LocalDynamo.newClient().httpClient(http).build();
        this.sqs = LocalSqs.newClient().httpClient(http).build();
        String visibility = String.valueOf(visibilitySeconds);
        for (QueueName name : QueueName.values()) {
            String letters = LocalSqs.newQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, visibility));
            String policy = "{\"deadLetterTargetArn\":\"" + attribute(letters, QueueAttributeName.QUEUE_ARN)
                    + "\",\"maxReceiveCount\":\"" + mostReceives + "\"}";
            deadLetters.put(name, letters);
            urls.put(
                    name,
                    LocalSqs.newQueue(Map.of(
                            QueueAttributeName.VISIBILITY_TIMEOUT,
                            visibility,
                            QueueAttributeName.REDRIVE_POLICY,
                            policy)));
        }
    }

    private static String attribute(String url, QueueAttributeName name) {
        return Objects.requireNonNull(LocalSqs.client()
                .getQueueAttributes(get -> get.queueUrl(url).attributeNames(name))
                .attributes()
                .get(name));
    }

    /** From now on nothing goes wrong. */
    public void stopTrouble() {
        http.stop();
    }

    public TaskStore store() {
        return new DynamoTaskStore(dynamo, table, random);
    }

    public TaskKeys keys() {
        return new DynamoTaskKeys(dynamo, table);
    }

    public TaskLogs logs() {
        return new DynamoTaskLogs(dynamo, table);
    }

    public TaskQueue queue() {
        return new SqsTaskQueue(sqs, urls);
    }

    public PauseBoard board() {
        return new DynamoPauseBoard(dynamo, table);
    }

    public Redrives redrives() {
        return new DynamoRedrives(dynamo, table);
    }

    public LossLedger ledger() {
        return new DynamoLossLedger(dynamo, table);
    }

    public DayCounts counts() {
        return new DynamoDayCounts(dynamo, table);
    }

    public SweepMark mark() {
        return new DynamoSweepMark(dynamo, table);
    }

    public TaskSurvey survey() {
        return new DynamoTaskSurvey(dynamo, table);
    }

    /** Up to ten messages that are visible now; none when the queue does not answer. */
    public List<Delivery> receive(QueueName name) {
        return received(Objects.requireNonNull(urls.get(name)));
    }

    /** The same of those that the queue gave up. */
    public List<Delivery> receiveDeadLetters(QueueName name) {
        return received(Objects.requireNonNull(deadLetters.get(name)));
    }

    private List<Delivery> received(String url) {
        try {
            return sqs
                    .receiveMessage(
                            get -> get.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(0))
                    .messages()
                    .stream()
                    .map(message -> new Delivery(message.messageId(), message.receiptHandle(), message.body()))
                    .toList();
        } catch (SdkException e) {
            return List.of();
        }
    }

    /** Deletes a message, unless the queue does not hear. */
    public void delete(QueueName name, Delivery delivery) {
        deleted(Objects.requireNonNull(urls.get(name)), delivery);
    }

    /** The same for one that the queue gave up. */
    public void deleteDeadLetter(QueueName name, Delivery delivery) {
        deleted(Objects.requireNonNull(deadLetters.get(name)), delivery);
    }

    private void deleted(String url, Delivery delivery) {
        try {
            sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(delivery.receipt()));
        } catch (SdkException e) {
            // It comes again.
        }
    }

    /** How many messages there are, the hidden, delayed and dead ones included. */
    public int messages() {
        return urls.values().stream().mapToInt(UnreliableParts::messages).sum()
                + deadLetters.values().stream()
                        .mapToInt(UnreliableParts::messages)
                        .sum();
    }

    private static int messages(String url) {
        return LocalSqs.client()
                .getQueueAttributes(get -> get.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** All records, read without trouble. */
    public List<TaskRecord> all() {
        TaskStore store = new DynamoTaskStore(LocalDynamo.client(), table, random);
        return LocalDynamo.client().scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
                .flatMap(item -> TaskId.parse(new Item(item).required("sk")).stream())
                .flatMap(id -> store.find(id).stream())
                .toList();
    }

    /** How many tasks have not ended, read without trouble. */
    public long notFinal() {
        return LocalDynamo.client()
                .scanPaginator(scan -> scan.tableName(table)
                        .consistentRead(true)
                        .filterExpression("#state IN (:scheduled, :queued, :running, :blocked)")
                        .expressionAttributeNames(Map.of("#state", "state"))
                        .expressionAttributeValues(Map.of(
                                ":scheduled", Item.text("scheduled"),
                                ":queued", Item.text("queued"),
                                ":running", Item.text("running"),
                                ":blocked", Item.text("blocked"))))
                .items()
                .stream()
                .count();
    }

    @Override
    public void close() {
        dynamo.close();
        sqs.close();
        http.close();
    }
}
