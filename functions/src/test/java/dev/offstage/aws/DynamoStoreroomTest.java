package dev.offstage.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.TaskLogs;
import dev.offstage.engine.Tasks;
import dev.offstage.maintenance.Budget;
import dev.offstage.maintenance.Cleaned;
import dev.offstage.maintenance.Storeroom;
import dev.offstage.schedule.Firing;
import dev.offstage.task.LogLine;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoStoreroomTest {
    private static final Instant MADE = Instant.parse("2026-03-01T12:20:00Z");
    private static final Instant HOUR = MADE.truncatedTo(ChronoUnit.HOURS);
    private static final Instant NOW = MADE.plus(Duration.ofDays(3));
    private static final String LONG = "\"" + "x".repeat(5000) + "\"";

    private final DynamoDbClient dynamo = LocalDynamo.client();
    private final String table = LocalDynamo.newTable();
    private final InMemoryPayloads payloads = new InMemoryPayloads();
    private final DynamoTaskStore store = new DynamoTaskStore(dynamo, table, new Random(1), payloads);
    private final DynamoTaskLogs logs = new DynamoTaskLogs(dynamo, table);
    private final DynamoStoreroom room = new DynamoStoreroom(dynamo, table, payloads);

    private Storeroom.Pass pass(Instant now, boolean isDry) {
        return new Storeroom.Pass(now, isDry, new Budget(() -> true, 1000));
    }

    private Cleaned clean(Instant now) {
        Storeroom.Part part = room.hour(HOUR, pass(now, false));
        assertThat(part.isWhole()).isTrue();
        return part.cleaned();
    }

    private TaskRecord stored() {
        TaskRecord task = Tasks.task(MADE, Tasks.spec(LONG));
        assertThat(store.create(task)).isTrue();
        logs.append(task.id(), List.of(new TaskLogs.Numbered(0, new LogLine(MADE, LogLine.Level.INFO, "a"))));
        return task;
    }

    private void loseRecord(TaskRecord task) {
        dynamo.deleteItem(delete -> delete.tableName(table).key(TaskItem.key(task.id())));
    }

    private void purgeAt(TaskRecord task, Instant at) {
        dynamo.updateItem(update -> update.tableName(table)
                .key(TaskItem.key(task.id()))
                .updateExpression("SET purgeAt = :at")
                .expressionAttributeValues(Map.of(":at", Item.number(at.getEpochSecond()))));
    }

    private long items() {
        return dynamo.scanPaginator(scan -> scan.tableName(table)).items().stream()
                .count();
    }

    @Test
    void whatIsAliveStays() {
        TaskRecord task = stored();
        purgeAt(task, NOW.minus(Duration.ofHours(23)));
        TaskRecord forEver = stored();

        assertThat(clean(NOW)).isEqualTo(Cleaned.NOTHING);

        assertThat(store.find(task.id())).isPresent();
        assertThat(store.find(forEver.id()).orElseThrow().spec().args()).isEqualTo(LONG);
        assertThat(items()).isEqualTo(6);
    }

    @Test
    void whatExpiredADayAgoIsDeletedAndOnlyThat() {
        TaskRecord expired = stored();
        TaskRecord alive = stored();
        purgeAt(expired, NOW.minus(Duration.ofHours(25)));

        assertThat(clean(NOW)).isEqualTo(new Cleaned(1, 0, 0, 0, 0));

        assertThat(store.find(expired.id())).isEmpty();
        assertThat(store.find(alive.id())).isPresent();
    }

    @Test
    void whatIsLeftOfATaskThatIsGoneIsDeletedWhenItIsFoundAgain() {
        TaskRecord gone = stored();
        TaskRecord alive = stored();
        loseRecord(gone);

        assertThat(clean(NOW)).isEqualTo(new Cleaned(0, 2, 0, 0, 0));
        assertThat(clean(NOW.plus(Duration.ofHours(23)))).isEqualTo(Cleaned.NOTHING);
        assertThat(items()).isEqualTo(5);
        assertThat(clean(NOW.plus(Duration.ofHours(24)))).isEqualTo(new Cleaned(0, 0, 2, 0, 0));

        assertThat(items()).isEqualTo(3);
        assertThat(store.find(alive.id()).orElseThrow().spec().args()).isEqualTo(LONG);
        assertThat(logs.read(alive.id())).hasSize(1);
    }

    @Test
    void aTaskThatIsMadeAfterItsTextWasMarkedKeepsIt() {
        TaskRecord task = stored();
        loseRecord(task);
        assertThat(clean(NOW).marked()).isEqualTo(2);

        assertThat(store.create(task)).isTrue();

        assertThat(clean(NOW.plus(Duration.ofDays(2)))).isEqualTo(Cleaned.NOTHING);
        loseRecord(task);
        // The log page was marked first; the text was stored anew and so has no mark any more.
        assertThat(clean(NOW.plus(Duration.ofDays(2)))).isEqualTo(new Cleaned(0, 1, 1, 0, 0));
    }

    @Test
    void aDryRunCountsAndDeletesNothing() {
        TaskRecord expired = stored();
        purgeAt(expired, NOW.minus(Duration.ofHours(25)));
        loseRecord(stored());

        Storeroom.Part part = room.hour(HOUR, pass(NOW, true));

        assertThat(part.cleaned()).isEqualTo(new Cleaned(1, 2, 0, 0, 0));
        assertThat(items()).isEqualTo(5);
        assertThat(room.hour(HOUR, pass(NOW, true))).isEqualTo(part);
    }

    @Test
    void aBudgetThatIsSpentEndsIt() {
        for (int i = 0; i < 8; i++) {
            purgeAt(stored(), NOW.minus(Duration.ofHours(25)));
        }

        Storeroom.Part part = room.hour(HOUR, new Storeroom.Pass(NOW, false, new Budget(() -> true, 5)));

        assertThat(part.isWhole()).isFalse();
        assertThat(part.cleaned().expired()).isEqualTo(5);
        assertThat(clean(NOW).expired()).isEqualTo(3);
    }

    @Test
    void payloadsOfTasksThatAreGoneAreDeletedOnceTheyAreOld() {
        TaskRecord alive = stored();
        TaskId gone = Tasks.id(MADE);
        for (String key : List.of(
                "offstage/" + alive.id() + "/args-1",
                "offstage/" + gone + "/args-1",
                "offstage/" + gone + "/result-3",
                "offstage/readme.txt",
                "offstage/mine/args-1")) {
            payloads.put(key, "1", null);
        }

        Cleaned sum = Cleaned.NOTHING;
        String after = null;
        do {
            Storeroom.Part part = room.payloads(after, pass(NOW, false));
            sum = sum.plus(part.cleaned());
            after = part.next();
        } while (after != null);

        assertThat(sum).isEqualTo(new Cleaned(0, 0, 0, 2, 0));
        assertThat(payloads.texts)
                .containsOnlyKeys("offstage/" + alive.id() + "/args-1", "offstage/readme.txt", "offstage/mine/args-1");
    }

    private void line(String schedule, Instant dueAt, Instant changedAt) {
        DynamoFiringLedger ledger = new DynamoFiringLedger(dynamo, table, () -> changedAt);
        assertThat(ledger.open(new Firing(schedule, dueAt, 1, Firing.Outcome.RAN, null, null, dueAt, null)))
                .isTrue();
    }

    @Test
    void oldLinesOfEverySchedulesLedgerAreDeleted() {
        for (int i = 0; i < 30; i++) {
            String name = "schedule-%02d".formatted(i);
            Map<String, AttributeValue> schedule = Item.key(ScheduleItem.PARTITION, name);
            dynamo.putItem(put -> put.tableName(table).item(schedule));
            line(name, NOW.minus(Duration.ofDays(92)), NOW.minus(Duration.ofDays(92)));
            line(name, NOW.minus(Duration.ofDays(91)), NOW.minus(Duration.ofDays(90)));
            line(name, NOW.minus(Duration.ofDays(1)), NOW.minus(Duration.ofDays(1)));
        }
        line("deleted", NOW.minus(Duration.ofDays(200)), NOW.minus(Duration.ofDays(200)));

        Storeroom.Part dry = room.firings(null, pass(NOW, true));
        Storeroom.Part first = room.firings(null, pass(NOW, false));
        Storeroom.Part second = room.firings(first.next(), pass(NOW, false));

        assertThat(dry).isEqualTo(first);
        assertThat(first).isEqualTo(new Storeroom.Part(new Cleaned(0, 0, 0, 0, 25), true, "schedule-24"));
        assertThat(second).isEqualTo(new Storeroom.Part(new Cleaned(0, 0, 0, 0, 5), true, null));
        assertThat(items()).isEqualTo(30 * 3 + 1);
        assertThat(room.firings(
                                null,
                                new Storeroom.Pass(NOW.plus(Duration.ofDays(10)), false, new Budget(() -> true, 3)))
                        .isWhole())
                .isFalse();
    }

    @Test
    void youngPayloadsStayAndAreReadFromARealBucket() {
        try (LocalS3 s3 = new LocalS3()) {
            Map<String, String> variables = new HashMap<>(Map.of(
                    "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", "local",
                    "AWS_SECRET_ACCESS_KEY", "local",
                    "AWS_ENDPOINT_URL_S3", s3.endpoint().toString()));
            S3Payloads bucket = new S3Payloads(new Clients(new Environment(variables)).s3(), "payloads");
            bucket.put("offstage/" + Tasks.id(MADE) + "/args-1", "1", null);
            DynamoStoreroom other = new DynamoStoreroom(dynamo, table, bucket);

            s3.storedAt = NOW.minus(Duration.ofDays(7));
            assertThat(other.payloads(null, pass(NOW, false)).cleaned()).isEqualTo(Cleaned.NOTHING);
            s3.storedAt = NOW.minus(Duration.ofDays(8));
            assertThat(other.payloads(null, pass(NOW, true)).cleaned().payloads())
                    .isEqualTo(1);
            assertThat(s3.objects).hasSize(1);
            assertThat(other.payloads(null, pass(NOW, false)).cleaned().payloads())
                    .isEqualTo(1);
            assertThat(s3.objects).isEmpty();
        }
    }
}
