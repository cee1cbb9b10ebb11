package dev.offstage.engine;

import dev.offstage.task.Lifecycle;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Tasks for tests. */
public final class Tasks {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RandomGenerator RANDOM = new Random(7);

    private Tasks() {}

    public static TaskSpec spec() {
        return TaskSpec.now("work", TaskPolicy.DEFAULT, "{\"n\":1}");
    }

    public static TaskSpec spec(@Nullable Instant notBefore, @Nullable Instant expiresAt) {
        TaskSpec spec = spec();
        return new TaskSpec(
                spec.type(), spec.queue(), spec.args(), spec.retries(), spec.timeLimit(), notBefore, expiresAt);
    }

    public static TaskSpec spec(String args) {
        return TaskSpec.now("work", TaskPolicy.DEFAULT, args);
    }

    /** A task accepted at noon. */
    public static TaskRecord task() {
        return task(NOON, spec());
    }

    public static TaskRecord task(Instant createdAt, TaskSpec spec) {
        return Lifecycle.accept(id(createdAt), spec);
    }

    public static synchronized TaskId id(Instant createdAt) {
        return TaskId.next(createdAt, RANDOM);
    }
}
