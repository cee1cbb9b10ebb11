package dev.offstage.engine;

import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Tasks for tests. */
public final class Tasks {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    /** The one type of the engine's tests. */
    public static final TaskType<Work> WORK = TaskType.named("work", Work.class);

    private static final RandomGenerator RANDOM = new Random(7);

    private Tasks() {}

    /**
     * What the one type does.
     *
     * @param mood what the handler of a test is to do; null for the usual
     */
    public record Work(@Nullable String mood) {}

    /** A handler that does not look at its arguments. */
    @FunctionalInterface
    public interface Plain {
        Outcome run(TaskContext context) throws Exception;
    }

    public static TaskSpec spec() {
        return TaskSpec.now("work", TaskPolicy.DEFAULT, "{}");
    }

    /** Work that is to be done in {@code mood}. */
    public static TaskSpec moody(String mood) {
        return WORK.spec(new Work(mood));
    }

    public static TaskTypes types(Plain handler) {
        return types((work, context) -> handler.run(context));
    }

    public static TaskTypes types(TaskHandler<Work> handler) {
        return new TaskTypes(List.of(WORK.runBy(() -> handler)));
    }

    public static TaskSpec spec(@Nullable Instant notBefore, @Nullable Instant expiresAt) {
        return spec().draft().notBefore(notBefore).expiresAt(expiresAt).make();
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

    /** An invocation whose log nobody reads. */
    public static Invocation invocation() {
        return new Invocation((event, facts) -> {}, new Tally());
    }
}
