package dev.offstage.engine;

import dev.offstage.args.Reading;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that one run enqueues, each under an id made of the parent's and its place among them, so that a run that comes again
 * makes none twice.
 */
final class Children {
    private final TaskRecord parent;
    private final Enqueuer enqueuer;
    private final TaskTypes types;
    private final RunReport report;
    private int next;
    private volatile int made;
    private volatile @Nullable RuntimeException failure;
    private volatile boolean closed;

    Children(TaskRecord parent, Enqueuer enqueuer, TaskTypes types, RunReport report) {
        this.parent = parent;
        this.enqueuer = enqueuer;
        this.types = types;
        this.report = report;
    }

    /** One at a time: the report counts all up to the last, so none before it may be missing. */
    synchronized TaskId enqueue(TaskSpec child) {
        if (closed) {
            throw new CancelledException();
        }
        int index = next++;
        TaskId id = parent.id().child(index);
        // An earlier run made it, and perhaps it ended and is gone since.
        if (index >= parent.report().children()) {
            submit(id, child);
            made = made + 1;
            if (failure == null) {
                report.children(index + 1);
            }
        }
        return id;
    }

    private void submit(TaskId id, TaskSpec child) {
        try {
            TaskSpec spec = child.draft()
                    .parent(parent.id())
                    .owner(parent.spec().owner())
                    .make();
            enqueuer.submitDerived(id, spec);
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    TaskId enqueue(String type, String args) {
        TaskType<?> known = types.find(type)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + type + "' is no type of task here; it can be enqueued once it is registered."));
        if (known.args().read(args) instanceof Reading.Refused<?> refused) {
            throw new IllegalArgumentException("These are no arguments of " + type + ". " + refused.summary());
        }
        return enqueue(TaskSpec.now(type, known.policy(), args));
    }

    /** Ends the making, without waiting for a handler that hangs in it. Says how many this run made. */
    int close() {
        closed = true;
        return made;
    }

    /** Why one could not be enqueued; null when all could. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }
}
