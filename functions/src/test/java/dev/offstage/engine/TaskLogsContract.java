package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.TaskLogs.Numbered;
import dev.offstage.task.LogLine;
import dev.offstage.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link TaskLogs} does. */
public interface TaskLogsContract {
    /** Logs without a line. */
    TaskLogs newLogs();

    @Test
    default void aTaskThatLoggedNothingHasNoLines() {
        assertThat(newLogs().read(Tasks.id(NOON))).isEmpty();
    }

    @Test
    default void linesAreReadAsTheyWereWrittenOldestFirst() {
        TaskLogs logs = newLogs();
        TaskId task = Tasks.id(NOON);
        List<LogLine> lines = List.of(
                new LogLine(NOON, LogLine.Level.INFO, "one"),
                new LogLine(NOON.plusMillis(5), LogLine.Level.WARN, ""),
                new LogLine(NOON.plusMillis(5), LogLine.Level.ERROR, " ä 📚\n two  spaces "));

        logs.append(task, List.of(new Numbered(0, lines.getFirst())));
        logs.append(task, List.of(new Numbered(1, lines.get(1)), new Numbered(2, lines.get(2))));

        assertThat(logs.read(task)).isEqualTo(lines);
        assertThat(logs.read(Tasks.id(NOON))).as("another task's").isEmpty();
    }

    @Test
    default void ofManyLinesTheFirstAndTheLastStay() {
        for (int total : new int[] {200, 201, 230, 500}) {
            TaskLogs logs = newLogs();
            TaskId task = Tasks.id(NOON);
            Random random = new Random(total);
            int next = 0;
            while (next < total) {
                int end = Math.min(total, next + 1 + random.nextInt(random.nextBoolean() ? 5 : 90));
                logs.append(task, lines(next, end));
                next = end;
            }

            assertThat(texts(logs, task)).as("%d lines", total).isEqualTo(kept(total));
        }
    }

    @Test
    default void linesThatWereLeftOutBeforeTheyWereWrittenAreNotMissed() {
        TaskLogs logs = newLogs();
        TaskId task = Tasks.id(NOON);
        logs.append(task, lines(0, 110));

        List<Numbered> next = new ArrayList<>(lines(860, 1010));
        logs.append(task, next);

        assertThat(texts(logs, task)).isEqualTo(kept(1010));
    }

    @Test
    default void theSameLinesAgainChangeNothing() {
        TaskLogs logs = newLogs();
        TaskId task = Tasks.id(NOON);
        logs.append(task, lines(0, 7));

        logs.append(task, lines(7, 60));
        logs.append(task, lines(7, 60));

        assertThat(texts(logs, task)).isEqualTo(kept(60));
    }

    private static List<Numbered> lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> new Numbered(number, new LogLine(NOON, LogLine.Level.INFO, String.valueOf(number))))
                .toList();
    }

    private static List<String> kept(int total) {
        return IntStream.range(0, total)
                .filter(number -> number < 50 || number >= total - 150)
                .mapToObj(String::valueOf)
                .toList();
    }

    private static List<String> texts(TaskLogs logs, TaskId task) {
        return logs.read(task).stream().map(LogLine::text).toList();
    }
}
