package dev.offstage.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is to be listed of a task's attempts. */
final class Runs {
    private Runs() {}

    /** The run that just ended, after those before it that left no word. */
    static List<Attempt> ended(TaskRecord task, Attempt.How how, @Nullable TaskFailure error, Instant now) {
        Instant start = task.lease() == null ? now : task.lease().since();
        long waitMs = Math.max(0, Duration.between(task.dueSince(), start).toMillis());
        long runMs = Math.max(0, Duration.between(start, now).toMillis());
        List<Attempt> runs = new ArrayList<>(crashed(task, task.attempt()));
        runs.add(new Attempt(task.attempt(), start, now, how, waitMs, runMs, error));
        return runs;
    }

    /** All attempts that began and are not accounted for: nothing runs now. */
    static List<Attempt> crashed(TaskRecord task) {
        return crashed(task, task.attempt() + 1);
    }

    /** The attempts below {@code next} that began and are not accounted for. */
    static List<Attempt> crashed(TaskRecord task, int next) {
        int accounted = 0;
        if (!task.attempts().isEmpty()) {
            Attempt last = task.attempts().getLast();
            accounted = last.outcome() == Attempt.How.SNOOZED ? last.number() - 1 : last.number();
        }
        return IntStream.range(accounted + 1, next).mapToObj(Attempt::crashed).toList();
    }
}
