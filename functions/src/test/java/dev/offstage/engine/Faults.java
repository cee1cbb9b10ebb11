package dev.offstage.engine;

import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import dev.offstage.task.Report;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Ends a worker after some of its steps, as a kill would: without a word. */
final class Faults {
    /** What a worker does for each task, in this order. */
    enum Step {
        CLAIM,
        RUN,
        SETTLE,
        ACKNOWLEDGE
    }

    /** The end of a worker. An error, since no code may catch it. */
    static final class WorkerDied extends Error {
        private static final long serialVersionUID = 1;

        WorkerDied(Step step) {
            super(step.name());
        }
    }

    private final Random random;
    private final List<Step> steps;
    private final double share;
    private int left;

    /** Faults after {@code steps}, each time with probability {@code share}, {@code most} in all. */
    Faults(long seed, List<Step> steps, double share, int most) {
        this.random = new Random(seed);
        this.steps = steps;
        this.share = share;
        this.left = most;
    }

    static Faults none() {
        return new Faults(0, List.of(), 0, 0);
    }

    /** Whether a fault happens after {@code step} this time. */
    boolean happens(Step step) {
        if (left > 0 && steps.contains(step) && random.nextDouble() < share) {
            left--;
            return true;
        }
        return false;
    }

    void after(Step step) {
        if (happens(step)) {
            throw new WorkerDied(step);
        }
    }

    /** {@code store}, but the worker may die right after what it wrote. */
    TaskStore in(TaskStore store) {
        return new TaskStore() {
            @Override
            public boolean create(TaskRecord task) {
                return store.create(task);
            }

            @Override
            public void createAll(List<TaskRecord> tasks) {
                store.createAll(tasks);
            }

            @Override
            public Optional<TaskRecord> find(TaskId id) {
                return store.find(id);
            }

            @Override
            public ClaimResult claim(TaskId id, String holder, Instant now, Pauses pauses) {
                ClaimResult result = store.claim(id, holder, now, pauses);
                after(Step.CLAIM);
                return result;
            }

            @Override
            public boolean replace(TaskRecord seen, TaskRecord next) {
                boolean replaced = store.replace(seen, next);
                after(Step.SETTLE);
                return replaced;
            }

            @Override
            public Standing report(TaskId id, String holder, @Nullable Report report) {
                return store.report(id, holder, report);
            }

            @Override
            public boolean delete(TaskRecord seen) {
                return store.delete(seen);
            }

            @Override
            public List<TaskId> blockedBy(Pause pause, int limit) {
                return store.blockedBy(pause, limit);
            }

            @Override
            public List<TaskGlance> createdBetween(Instant after, Instant upTo) {
                return store.createdBetween(after, upTo);
            }

            @Override
            public List<TaskGlance> lateBetween(Instant after, Instant upTo) {
                return store.lateBetween(after, upTo);
            }

            @Override
            public List<TaskGlance> glances(List<TaskId> ids) {
                return store.glances(ids);
            }

            @Override
            public List<TaskId> scheduledUpTo(Instant upTo, int limit) {
                return store.scheduledUpTo(upTo, limit);
            }

            @Override
            public List<TaskId> recheckUpTo(Instant upTo, int limit) {
                return store.recheckUpTo(upTo, limit);
            }
        };
    }
}
