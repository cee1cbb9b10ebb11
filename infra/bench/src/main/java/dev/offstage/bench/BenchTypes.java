package dev.offstage.bench;

import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskType;
import dev.offstage.engine.TaskTypes;
import dev.offstage.task.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/** Types that do nothing but what they are counted for. */
final class BenchTypes {
    static final TaskType<Message> PLAIN = TaskType.named("bench-plain", Message.class);
    static final TaskType<Message> RETRIED = TaskType.named("bench-retried", Message.class);
    static final TaskType<Message> SNOOZED = TaskType.named("bench-snoozed", Message.class);
    static final TaskType<Message> TELLING = TaskType.named("bench-telling", Message.class);
    static final TaskType<Message> PARENT = TaskType.named("bench-parent", Message.class);
    static final TaskType<Message> FAILING = TaskType.named("bench-failing", Message.class);

    static final int SECONDS_TOLD = 3;

    private static final Outcome DONE = Outcome.done("null");

    private BenchTypes() {}

    record Message(String message) {}

    static TaskTypes all(SteppingClock clock) {
        // The runs of a batch stand in the same second.
        CyclicBarrier second = new CyclicBarrier(Mapping.BATCH, () -> clock.move(Duration.ofSeconds(1)));
        return new TaskTypes(List.of(
                PLAIN.runBy(() -> (args, context) -> DONE),
                RETRIED.runBy(() -> (args, context) -> retriedOnce(context)),
                SNOOZED.runBy(() -> (args, context) -> snoozedOnce(context)),
                TELLING.runBy(() -> (args, context) -> telling(context, second)),
                PARENT.runBy(() -> (args, context) -> parent(context)),
                FAILING.runBy(() -> (args, context) -> Outcome.fail("failed", "It was to fail."))));
    }

    /** Without a wait, so that the message comes at once: as many calls and units as with one of up to 15 minutes. */
    private static Outcome retriedOnce(TaskContext context) {
        return context.attempt() > 1 ? DONE : Outcome.retryAfter(Duration.ZERO, "failed", "It was to fail once.");
    }

    private static Outcome snoozedOnce(TaskContext context) {
        return context.memo() != null ? DONE : Outcome.snooze(Duration.ZERO, "snoozed");
    }

    private static Outcome telling(TaskContext context, CyclicBarrier second)
            throws InterruptedException, BrokenBarrierException {
        for (int i = 1; i <= SECONDS_TOLD; i++) {
            int unused = second.await();
            context.info("A line of a log, as long as such lines are.");
            context.progress(i, SECONDS_TOLD);
        }
        return DONE;
    }

    private static Outcome parent(TaskContext context) {
        var unused = context.enqueue(PLAIN, new Message("hello"));
        return DONE;
    }
}
