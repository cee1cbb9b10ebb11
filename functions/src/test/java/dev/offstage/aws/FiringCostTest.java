package dev.offstage.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.Delivery;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.InMemoryPauseBoard;
import dev.offstage.engine.InMemoryTaskKeys;
import dev.offstage.engine.InMemoryTaskLogs;
import dev.offstage.engine.InMemoryTaskQueue;
import dev.offstage.engine.SameThreadExecutor;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.TaskTypes;
import dev.offstage.engine.Tasks;
import dev.offstage.engine.TestClock;
import dev.offstage.engine.Worker;
import dev.offstage.engine.WorkerPorts;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Overlap;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.scheduler.LedgerGate;
import dev.offstage.scheduler.OverdueFirings;
import dev.offstage.scheduler.ScheduleDesk;
import dev.offstage.scheduler.ScheduleSpecs;
import dev.offstage.scheduler.Scheduler;
import dev.offstage.scheduler.SchedulerPorts;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.DoubleAdder;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** What a firing costs, as {@code docs/costs.md} says: its task included, over the real calls. */
final class FiringCostTest {
    private static final Instant DUE = Tasks.NOON.plusSeconds(3600);

    private final DoubleAdder written = new DoubleAdder();
    private final DoubleAdder read = new DoubleAdder();
    private final String table = LocalDynamo.newTable();
    private final DynamoDbClient client = LocalDynamo.newClient()
            .overrideConfiguration(config -> config.addExecutionInterceptor(new Counter()))
            .build();
    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    private final TaskStore store = new DynamoTaskStore(client, table, new Random(1));
    private final InMemoryTaskQueue queue = new InMemoryTaskQueue(clock);
    private final Enqueuer enqueuer = new Enqueuer(store, new InMemoryTaskKeys(), queue, clock, new Random(1));
    private final DynamoFiringLedger ledger = new DynamoFiringLedger(client, table, clock);
    private final SchedulerPorts ports = new SchedulerPorts(
            new DynamoScheduleStore(client, table, clock),
            ledger,
            new DynamoOverlaps(client, table, clock),
            store,
            enqueuer);
    private final TaskTypes types = Tasks.types(context -> Outcome.done("1"));

    /** Sums the units of all calls; a read that finds nothing costs DynamoDB's least. */
    private final class Counter implements ExecutionInterceptor {
        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            return switch (context.request()) {
                case PutItemRequest put ->
                    put.toBuilder()
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                            .build();
                case UpdateItemRequest update ->
                    update.toBuilder()
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                            .build();
                default -> context.request();
            };
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            switch (context.response()) {
                case PutItemResponse put -> written.add(put.consumedCapacity().capacityUnits());
                case UpdateItemResponse update ->
                    written.add(update.consumedCapacity().capacityUnits());
                default -> {}
            }
            // Items are smaller than 4 KB here.
            switch (context.request()) {
                case GetItemRequest get -> read.add(Boolean.TRUE.equals(get.consistentRead()) ? 1 : 0.5);
                case QueryRequest query -> read.add(Boolean.TRUE.equals(query.consistentRead()) ? 1 : 0.5);
                default -> {}
            }
        }
    }

    @Test
    void aFiringWritesSevenUnitsBesideItsTask() throws InterruptedException {
        fire(ScheduleSpecs.every(3600).named("s"), Firing.Outcome.RAN);

        assertThat(written.sum()).isEqualTo(3 + 7);
        assertThat(read.sum()).isEqualTo(8);
    }

    @Test
    void oneThatMayOverlapWritesTwoLess() throws InterruptedException {
        fire(ScheduleSpecs.every(3600).overlap(Overlap.ALLOW).named("s"), Firing.Outcome.RAN);

        assertThat(written.sum()).isEqualTo(3 + 5);
        assertThat(read.sum()).isEqualTo(6);
    }

    @Test
    void oneThatMustSucceedWritesThreeMore() throws InterruptedException {
        fire(ScheduleSpecs.every(3600).mustSucceedBy(Duration.ofMinutes(5)).named("s"), Firing.Outcome.RAN);

        assertThat(written.sum()).isEqualTo(3 + 7 + 3);
        assertThat(read.sum()).isEqualTo(9);
    }

    @Test
    void denseFiringsShareTheWriteOfTheirSchedule() {
        ScheduleDesk desk =
                new ScheduleDesk(ports, types, clock, Tasks.invocation().log());
        assertThat(desk.put(ScheduleSpecs.every(10).named("s"), null)).isNotNull();
        clock.advance(Duration.ofMinutes(1));
        written.reset();
        read.reset();

        scheduler().run(Tasks.invocation());

        assertThat(written.sum()).as("six tasks, six lines, one schedule").isEqualTo(6 + 6 + 3);
    }

    @Test
    void aTickThatFindsNothingDueReadsTheIndexTwice() {
        Scheduler scheduler = scheduler();
        scheduler.run(Tasks.invocation());
        written.reset();
        read.reset();

        scheduler.run(Tasks.invocation());

        assertThat(written.sum()).isZero();
        assertThat(read.sum()).isEqualTo(1);
    }

    private Scheduler scheduler() {
        return new Scheduler(ports, types, List.of(), OverdueFirings.NONE, clock);
    }

    /** Makes a schedule, then counts from the placing of its firing to the end of the task. */
    private void fire(ScheduleSpec spec, Firing.Outcome outcome) throws InterruptedException {
        ScheduleDesk desk =
                new ScheduleDesk(ports, types, clock, Tasks.invocation().log());
        assertThat(desk.put(spec, null)).isNotNull();
        Scheduler scheduler = scheduler();
        scheduler.run(Tasks.invocation());
        clock.moveTo(DUE.minusSeconds(60));
        written.reset();
        read.reset();

        scheduler.run(Tasks.invocation());
        clock.moveTo(DUE);
        work();

        double units = read.sum();
        assertThat(ledger.find("s", DUE).orElseThrow().outcome()).isEqualTo(outcome);
        read.reset();
        read.add(units);
    }

    private void work() throws InterruptedException {
        WorkerPorts workerPorts = new WorkerPorts(
                store, queue, new InMemoryTaskLogs(), new InMemoryPauseBoard(), enqueuer, new LedgerGate(ports));
        Worker worker = new Worker(workerPorts, types, new SameThreadExecutor(), clock, new Random(2), 1000);
        List<Delivery> batch = queue.receive(QueueName.DEFAULT, 10);
        assertThat(batch).hasSize(1);

        assertThat(worker.work(
                        QueueName.DEFAULT, batch, clock.instant().plus(Duration.ofMinutes(2)), Tasks.invocation()))
                .isEmpty();
    }
}
