package dev.offstage.aws;

import dev.offstage.access.AccessSettings;
import dev.offstage.access.Doorkeeper;
import dev.offstage.access.SessionStore;
import dev.offstage.access.TaskGrants;
import dev.offstage.access.TokenStore;
import dev.offstage.access.Tokens;
import dev.offstage.count.DayCounts;
import dev.offstage.engine.DeadLetters;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.EventLog;
import dev.offstage.engine.FiringGate;
import dev.offstage.engine.FollowUps;
import dev.offstage.engine.Interventions;
import dev.offstage.engine.LossLedger;
import dev.offstage.engine.PauseBoard;
import dev.offstage.engine.QueueGauge;
import dev.offstage.engine.Recount;
import dev.offstage.engine.Redriver;
import dev.offstage.engine.RequestLedger;
import dev.offstage.engine.TaskKeys;
import dev.offstage.engine.TaskLogs;
import dev.offstage.engine.TaskQueue;
import dev.offstage.engine.TaskSearch;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.TaskTypes;
import dev.offstage.engine.Tick;
import dev.offstage.engine.TickPorts;
import dev.offstage.engine.UnavailableException;
import dev.offstage.engine.Worker;
import dev.offstage.engine.WorkerPorts;
import dev.offstage.jobs.JobResources;
import dev.offstage.json.Json;
import dev.offstage.maintenance.Maintenance;
import dev.offstage.report.ReportMaker;
import dev.offstage.report.ReportZone;
import dev.offstage.report.Reports;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.scheduler.LedgerGate;
import dev.offstage.scheduler.OverdueFirings;
import dev.offstage.scheduler.ScheduleDesk;
import dev.offstage.scheduler.Scheduler;
import dev.offstage.scheduler.SchedulerPorts;
import dev.offstage.task.QueueName;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Puts a function together. The only place that reads the process's environment, properties and clock. */
public final class Wiring {
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(1);

    private final Environment environment;
    private final Clock clock;
    // Draws anew after a restored SnapStart snapshot, as the runtime promises for this class alone.
    private final RandomGenerator random = new SecureRandom();
    private final Map<QueueName, String> queueUrls = new EnumMap<>(QueueName.class);
    private final DynamoDbClient dynamo;
    private final SqsClient sqs;
    private final @Nullable SesV2Client ses;
    private final String table;
    private final Payloads payloads;
    private final TaskStore store;
    private final TaskKeys keys;
    private final TaskQueue queue;
    private final JsonLog log;

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
        // Loading it costs a start some time, so only a function that sends mails has one.
        this.ses = environment.get("MAIL_FROM", "").isEmpty() ? null : clients.ses();
        this.table = environment.required("TASKS_TABLE");
        this.payloads = payloads(clients);
        this.store = new DynamoTaskStore(dynamo, table, random, payloads);
        this.keys = new DynamoTaskKeys(dynamo, table);
        this.queue = new SqsTaskQueue(sqs, queueUrls);
        this.log = new JsonLog(System.err, this.clock, functionName(), Wiring::trace);
    }

    private Payloads payloads(Clients clients) {
        String bucket = environment.get("PAYLOAD_BUCKET", "");
        return bucket.isEmpty() ? Payloads.NONE : new S3Payloads(clients.s3(), bucket);
    }

    private String functionName() {
        return environment.get("AWS_LAMBDA_FUNCTION_NAME", "local");
    }

    /** The trace of the current invocation, which Lambda's runtime leaves in a property; null elsewhere. */
    private static @Nullable String trace() {
        return TraceHeader.root(System.getProperty("com.amazonaws.xray.traceHeader"));
    }

    /** Watches the invocations of this function. Metrics are written where CloudWatch reads them, which is in Lambda alone. */
    public Watch watch() {
        boolean inLambda = !environment.get("AWS_LAMBDA_RUNTIME_API", "").isEmpty();
        MetricLine line = new MetricLine(environment.get("STACK", "offstage"), functionName());
        return new Watch(log, inLambda ? System.out : null, line, clock, Wiring::trace);
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

    public RandomGenerator random() {
        return random;
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

    public TaskLogs taskLogs() {
        return new DynamoTaskLogs(dynamo, table);
    }

    public PauseBoard pauseBoard() {
        return new DynamoPauseBoard(dynamo, table);
    }

    public TokenStore tokenStore() {
        return new DynamoTokenStore(dynamo, table);
    }

    public SessionStore sessionStore() {
        return new DynamoSessionStore(dynamo, table);
    }

    public TaskGrants taskGrants() {
        return new DynamoTaskGrants(dynamo, table);
    }

    public Tokens tokens() {
        return new Tokens(tokenStore(), clock, random);
    }

    /** Who checks tokens and sessions; a use that cannot be noted is a line in the log. */
    public Doorkeeper doorkeeper() {
        return new Doorkeeper(
                tokenStore(),
                sessionStore(),
                clock,
                random,
                trouble -> log.warn(
                        "The use of a token could not be noted.", Json.object().put("error", trouble.toString())));
    }

    public AccessSettings accessSettings() {
        return AccessSettings.from(environment.variables());
    }

    public Enqueuer enqueuer() {
        return new Enqueuer(store, keys, queue, clock, random);
    }

    /** The keys that callers give to their requests. */
    public RequestLedger requestLedger() {
        return new RequestLedger(new DynamoRequestKeys(dynamo, table), store, enqueuer(), clock, random);
    }

    /** How full the queues are. Throws where the variables of the dead-letter queues are not set. */
    public QueueGauge queueGauge() {
        Map<QueueName, String> deadLetters = new EnumMap<>(QueueName.class);
        for (QueueName name : QueueName.values()) {
            deadLetters.put(name, environment.required("QUEUE_" + name + "_DEAD_LETTERS_URL"));
        }
        return new SqsQueueGauge(sqs, queueUrls, deadLetters);
    }

    public TaskSearch taskSearch() {
        return new DynamoTaskSearch(dynamo, table, new DynamoSweepMark(dynamo, table), payloads);
    }

    public Interventions interventions(TaskTypes types) {
        return new Interventions(store, queue, enqueuer(), followUps(types), clock);
    }

    public Worker worker(TaskTypes types) {
        WorkerPorts ports = new WorkerPorts(store, queue, taskLogs(), pauseBoard(), enqueuer(), firingGate());
        return new Worker(ports, types, Worker.threads(), clock, random, store.longestText());
    }

    public DeadLetters deadLetters(TaskTypes types) {
        return new DeadLetters(store, queue, followUps(types), clock);
    }

    /**
     * What happens every minute.
     *
     * @param declared the schedules of the code
     * @param overdue whom to tell of firings that are overdue
     */
    public Tick tick(TaskTypes types, List<ScheduleSpec> declared, OverdueFirings overdue) {
        Scheduler scheduler = new Scheduler(schedulerPorts(), types, declared, overdue, clock);
        return new Tick(tickPorts(), types, clock, List.of(scheduler), firingGate());
    }

    /** Schedules for whoever asks for them. */
    public ScheduleDesk scheduleDesk(TaskTypes types) {
        return new ScheduleDesk(schedulerPorts(), types, clock, log);
    }

    private FiringGate firingGate() {
        return new LedgerGate(schedulerPorts());
    }

    private SchedulerPorts schedulerPorts() {
        return new SchedulerPorts(
                new DynamoScheduleStore(dynamo, table, clock),
                new DynamoFiringLedger(dynamo, table, clock),
                new DynamoOverlaps(dynamo, table, clock),
                store,
                enqueuer());
    }

    private FollowUps followUps(TaskTypes types) {
        return new FollowUps(store, enqueuer(), types, firingGate());
    }

    /** Redrives for whoever asks for them; the tick does them. */
    public Redriver redriver() {
        // Who only asks need not know the types.
        return new Redriver(tickPorts(), type -> true, clock);
    }

    public LossLedger lossLedger() {
        return new DynamoLossLedger(dynamo, table);
    }

    /** How many tasks were accepted and how they ended. */
    public DayCounts dayCounts() {
        return new DynamoDayCounts(dynamo, table);
    }

    public Reports reports() {
        return new DynamoReports(dynamo, table);
    }

    /** Who looks again at tasks that had not ended when they were counted. */
    public Recount recount() {
        return new Recount(store, dayCounts());
    }

    /**
     * Who makes reports of what is counted.
     *
     * @param named the types that they single out
     */
    public ReportMaker reportMaker(ReportMaker.Named named) {
        ReportZone zone = ReportZone.from(environment.variables());
        return new ReportMaker(dayCounts(), new DynamoSweepMark(dynamo, table), zone, named, clock);
    }

    public Maintenance maintenance() {
        return new Maintenance(
                new DynamoStoreroom(dynamo, table, payloads),
                new DynamoWalkMarks(dynamo, table),
                new DynamoSweepMark(dynamo, table)::begun);
    }

    private TickPorts tickPorts() {
        return new TickPorts(
                store,
                queue,
                new DynamoSweepMark(dynamo, table),
                pauseBoard(),
                new DynamoTaskSurvey(dynamo, table),
                new DynamoRedrives(dynamo, table),
                lossLedger(),
                dayCounts(),
                enqueuer());
    }

    public JobResources jobResources() {
        return new JobResources(
                environment.variables(),
                dynamo,
                table,
                ses,
                clock,
                random,
                Version.text(),
                this::enqueuer,
                this::queueGauge);
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
                log.warn("A warm-up call failed.", Json.object().put("error", e.toString()));
            }
        }
    }
}
