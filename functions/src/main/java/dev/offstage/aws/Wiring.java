package dev.offstage.aws;

import dev.offstage.engine.DeadLetters;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.EventLog;
import dev.offstage.engine.TaskKeys;
import dev.offstage.engine.TaskQueue;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.TaskTypes;
import dev.offstage.engine.Tick;
import dev.offstage.engine.UnavailableException;
import dev.offstage.engine.Worker;
import dev.offstage.jobs.JobResources;
import dev.offstage.json.Json;
import dev.offstage.task.QueueName;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Puts a function together. The only place that reads the process's environment and clock. */
public final class Wiring {
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(1);

    private final Environment environment;
    private final Clock clock;
    // Draws anew after a restored SnapStart snapshot, as the runtime promises for this class alone.
    private final RandomGenerator random = new SecureRandom();
    private final Map<QueueName, String> queueUrls = new EnumMap<>(QueueName.class);
    private final DynamoDbClient dynamo;
    private final SqsClient sqs;
    private final String table;
    private final TaskStore store;
    private final TaskKeys keys;
    private final TaskQueue queue;
    private final EventLog log;

    /** Reads settings from {@code variables} alone, and the time from {@code clock} in whole milliseconds. */
    public Wiring(Map<String, String> variables, Clock clock) {
        this.environment = new Environment(variables);
        this.clock = Clock.tick(clock, Duration.ofMillis(1));
        for (QueueName name : QueueName.values()) {
            queueUrls.put(name, environment.required("QUEUE_" + name + "_URL"));
        }
        Clients clients = new Clients(environment);
        this.dynamo = clients.dynamo();
        this.sqs = clients.sqs();
        this.table = environment.required("TASKS_TABLE");
        this.store = new DynamoTaskStore(dynamo, table, random);
        this.keys = new DynamoTaskKeys(dynamo, table);
        this.queue = new SqsTaskQueue(sqs, queueUrls);
        this.log = new JsonLog(System.err, this.clock, environment.get("AWS_LAMBDA_FUNCTION_NAME", "local"));
    }

    /** The environment of this process. */
    public static Map<String, String> processEnvironment() {
        return System.getenv();
    }

    /** The clock of this machine. */
    public static Clock systemClock() {
        return Clock.systemUTC();
    }

    /** The version of this build. */
    public String version() {
        return Version.text();
    }

    public Clock clock() {
        return clock;
    }

    public EventLog log() {
        return log;
    }

    public TaskStore store() {
        return store;
    }

    public TaskKeys keys() {
        return keys;
    }

    public Enqueuer enqueuer() {
        return new Enqueuer(store, keys, queue, clock, random);
    }

    public Worker worker(TaskTypes types) {
        return new Worker(store, queue, types, Executors.newVirtualThreadPerTaskExecutor(), clock, random, log);
    }

    public DeadLetters deadLetters(TaskTypes types) {
        return new DeadLetters(store, queue, types, clock, log);
    }

    public Tick tick() {
        return new Tick(store, queue, new DynamoSweepMark(dynamo, table), clock, log);
    }

    public JobResources jobResources() {
        return new JobResources(environment.variables(), dynamo, table, clock, random, Version.text());
    }

    /** Whether {@code failure} says that a store or queue does not answer, so that the same request may be repeated. */
    public static boolean isOutage(RuntimeException failure) {
        return failure instanceof SdkException || failure instanceof UnavailableException;
    }

    /** The queue that {@code arn} names; empty when it is none of ours. */
    public Optional<QueueName> queueOf(String arn) {
        String name = arn.substring(arn.lastIndexOf(':') + 1);
        return queueUrls.entrySet().stream()
                .filter(entry -> entry.getValue().endsWith("/" + name))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Reads one item. Throws when the table does not answer within a second. */
    public void askTable() {
        dynamo.getItem(get -> get.tableName(table)
                .key(Item.key("warm-up", "warm-up"))
                .overrideConfiguration(limit -> limit.apiCallTimeout(WARM_UP_LIMIT)));
    }

    /** Asks one queue for its length. Throws when it does not answer within a second. */
    public void askQueue(QueueName name) {
        sqs.getQueueAttributes(get -> get.queueUrl(queueUrls.get(name))
                .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                .overrideConfiguration(limit -> limit.apiCallTimeout(WARM_UP_LIMIT)));
    }

    /**
     * Makes the first connections now, while Lambda starts the function at full speed (and before SnapStart takes its
     * picture), rather than in the first request. A failure is a line in the log.
     */
    public void warmUp(Runnable... calls) {
        for (Runnable call : calls) {
            try {
                call.run();
            } catch (RuntimeException e) {
                log.note("A warm-up call failed.", Json.object().put("error", e.toString()));
            }
        }
    }
}
