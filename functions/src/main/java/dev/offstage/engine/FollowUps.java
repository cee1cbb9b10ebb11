package dev.offstage.engine;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.task.Ending;
import dev.offstage.task.FollowUp;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.TaskDraft;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows the end of a task: its schedule hears of it, and the task that it asked for in case it fails is enqueued. The failed record says that one is due, until it has its record and
 * message: whoever dies between leaves the rest to the sweep, and the id, made of the failed task's, lets nobody make two.
 */
public final class FollowUps {
    private final TaskStore store;
    private final Enqueuer enqueuer;
    private final TaskTypes types;
    private final FiringGate gate;

    /** Where there are no schedules. */
    public FollowUps(TaskStore store, Enqueuer enqueuer, TaskTypes types) {
        this(store, enqueuer, types, FiringGate.NONE);
    }

    /** @param gate hears of the ends of tasks that schedules made */
    public FollowUps(TaskStore store, Enqueuer enqueuer, TaskTypes types, FiringGate gate) {
        this.store = store;
        this.enqueuer = enqueuer;
        this.types = types;
        this.gate = gate;
    }

    static boolean isDue(TaskRecord task) {
        Ending ending = task.ending();
        return ending != null && ending.followUpDue();
    }

    /** Tells the schedule of {@code task}, if it has one, what the task is about to become. */
    void ending(TaskRecord task, TaskState how, EventLog log) {
        if (task.spec().scheduledBy() != null) {
            gate.ending(task, how, log);
        }
    }

    /** Tells the schedule of {@code task}, if it has one, that the task is no more. */
    void gone(TaskRecord task, EventLog log) {
        if (task.spec().scheduledBy() == null) {
            return;
        }
        try {
            gate.ended(task, log);
        } catch (RuntimeException e) {
            log.warn(
                    "A schedule could not be told that its task ended; it finds out when it matters.",
                    Json.object().put("task", task.id().toString()).put("error", e.toString()));
        }
    }

    /**
     * Tells the schedule of a task that ended, and enqueues what is due after it, if anything; says whether it enqueued. A failure is a
     * line in the log: the sweep comes.
     */
    boolean follow(TaskRecord task, EventLog log) {
        if (task.state().isFinal()) {
            gone(task, log);
        }
        FollowUp next = task.spec().onFailure();
        if (next == null || !isDue(task)) {
            return false;
        }
        try {
            TaskRecord enqueued = enqueuer.submitDerived(id(task), spec(task, next));
            log.note(
                    "A task failed and the one that is to follow is enqueued.",
                    Json.object()
                            .put("task", task.id().toString())
                            .put("type", task.spec().type())
                            .put("next", enqueued.id().toString()));
            // Who loses here loses to one that enqueued the same, or to a retry by hand.
            return store.replace(task, Lifecycle.followedUp(task));
        } catch (RuntimeException e) {
            log.warn(
                    "The task to follow a failed one could not be enqueued; the sweep tries again.",
                    Json.object()
                            .put("task", task.id().toString())
                            .put("type", next.type())
                            .put("error", e.toString()));
            return false;
        }
    }

    /** With the attempt: a task that is retried by hand and fails again is followed again. */
    private static TaskId id(TaskRecord task) {
        return TaskId.derived(task.id(), "failure#" + task.attempt());
    }

    private TaskSpec spec(TaskRecord task, FollowUp next) {
        Optional<TaskType<?>> type = types.find(next.type());
        TaskPolicy policy = type.<TaskPolicy>map(TaskType::policy)
                .orElseGet(() -> TaskPolicy.DEFAULT.onQueue(task.spec().queue()));
        return new TaskDraft(next.type(), policy, args(next, task.id()))
                .owner(task.spec().owner())
                .parent(task.id())
                .make();
    }

    /** The arguments of {@code next} after {@code failed} failed: JSON text. */
    public static String args(FollowUp next, TaskId failed) {
        try {
            return Json.write(filledIn(Json.parse(next.args()), failed.toString()));
        } catch (UnreadableJsonException e) {
            return next.args();
        }
    }

    private static JrsValue filledIn(JrsValue value, String id) {
        return switch (value) {
            case JrsString text -> text.getValue().equals("$taskId") ? new JrsString(id) : text;
            case JrsArray array -> {
                List<JrsValue> elements = new ArrayList<>();
                array.elements().forEachRemaining(element -> elements.add(filledIn(element, id)));
                yield Json.array(elements);
            }
            case JrsObject object -> {
                JsonObject copy = Json.object();
                object.fields().forEachRemaining(field -> copy.put(field.getKey(), filledIn(field.getValue(), id)));
                yield copy.toTree();
            }
            default -> value;
        };
    }
}
