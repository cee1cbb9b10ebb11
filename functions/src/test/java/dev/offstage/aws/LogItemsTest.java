package dev.offstage.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.ClaimResult;
import dev.offstage.engine.TaskLogs.Numbered;
import dev.offstage.engine.Tasks;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.LogLine;
import dev.offstage.task.Outcome;
import dev.offstage.task.Pauses;
import dev.offstage.task.Report;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lines of a log lie beside their task's record and vanish with it. */
final class LogItemsTest {
    private final String table = LocalDynamo.newTable();
    private final DynamoTaskStore store = new DynamoTaskStore(LocalDynamo.client(), table, new Random(1));
    private final DynamoTaskLogs logs = new DynamoTaskLogs(LocalDynamo.client(), table);

    @Test
    void pagesGetTheEndOfLifeOfTheirTaskAndLoseItWithARetryByHand() {
        TaskRecord running = logged(300);
        assertThat(pages()).hasSize(9).noneMatch(page -> page.containsKey("purgeAt"));

        TaskRecord failed = Lifecycle.settle(running, Outcome.fail("no", "No."), Tasks.NOON, new Random(1))
                .record();
        assertThat(store.replace(running, failed)).isTrue();

        Instant purgeAt = failed.ending().purgeAt();
        assertThat(pages())
                .hasSize(9)
                .allMatch(page -> page.get("purgeAt").n().equals(String.valueOf(purgeAt.getEpochSecond())));
        assertThat(store.replace(failed, Lifecycle.retryByHand(failed, null, Tasks.NOON)))
                .isTrue();
        assertThat(pages()).hasSize(9).noneMatch(page -> page.containsKey("purgeAt"));
    }

    @Test
    void pagesAreDeletedWithTheirTask() {
        TaskRecord running = logged(60);

        assertThat(store.delete(running)).isTrue();

        assertThat(items()).isEmpty();
    }

    private TaskRecord logged(int lines) {
        TaskRecord task = Tasks.task();
        assertThat(store.create(task)).isTrue();
        TaskRecord claimed = store.claim(task.id(), "a", Tasks.NOON, Pauses.NONE) instanceof ClaimResult.Granted granted
                ? granted.task()
                : null;
        logs.append(
                task.id(),
                IntStream.range(0, lines)
                        .mapToObj(i -> new Numbered(i, new LogLine(Tasks.NOON, LogLine.Level.INFO, "line")))
                        .toList());
        return claimed.reporting(new Report(null, 0, lines));
    }

    private List<Map<String, AttributeValue>> pages() {
        return items().stream().filter(item -> item.containsKey("lines")).toList();
    }

    private List<Map<String, AttributeValue>> items() {
        return LocalDynamo.client().scan(scan -> scan.tableName(table)).items();
    }
}
