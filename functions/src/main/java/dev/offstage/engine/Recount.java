package dev.offstage.engine;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.offstage.count.DayCounts;
import dev.offstage.count.EndedTask;
import dev.offstage.count.Followed;
import dev.offstage.count.QuarterCount;
import dev.offstage.engine.TaskStore.TaskGlance;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Looks again at the tasks that had not ended when they were counted. What it learns of those under one name is stored in one
 * conditional write with the ids that are left, so whoever dies or loses has counted nothing.
 */
public final class Recount {
    /**
     * How long after its end a quarter of an hour is looked at again. Twelve hours apart at most, so that a success is seen before its
     * record is purged; and to the end of the day after, when its report is long made.
     */
    static final List<Duration> AFTER = List.of(
            Duration.ZERO,
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofHours(24),
            Duration.ofHours(36),
            Duration.ofHours(48));

    /** Above this reading their range of time is cheaper than asking for each. */
    private static final int ASKED_SINGLY = 32;

    private final TaskStore store;
    private final DayCounts counts;

    public Recount(TaskStore store, DayCounts counts) {
        this.store = store;
        this.counts = counts;
    }

    /**
     * Looks at what is followed of the quarters that begin from {@code first} on and before {@code before} and are read to their end.
     *
     * @param goesOn asked before each few thousand tasks
     * @return whether all were looked at
     */
    public boolean look(Instant first, Instant before, BooleanSupplier goesOn) {
        DayCounts.Known known = counts.between(first, before);
        List<Followed> open = known.quarters().stream()
                .flatMap(quarter -> known.of(quarter).stream())
                .filter(tasks -> !tasks.open().isEmpty())
                .toList();
        for (Followed tasks : open) {
            if (!goesOn.getAsBoolean()) {
                return false;
            }
            look(tasks);
        }
        return true;
    }

    /** The begins of the quarters to look at again when the one that begins at {@code closed} was the last to be read to its end. */
    static List<Instant> due(Instant closed) {
        return AFTER.stream().map(closed::minus).toList();
    }

    private void look(Followed tasks) {
        List<TaskId> ids = tasks.ids();
        Map<TaskId, TaskGlance> found =
                read(ids).stream().collect(toMap(TaskGlance::id, identity(), (one, same) -> one));
        List<EndedTask> over = ids.stream()
                .filter(found::containsKey)
                .map(found::get)
                .filter(task -> task.state().isFinal())
                .map(TaskGlance::ended)
                .toList();
        List<TaskId> gone = ids.stream().filter(id -> !found.containsKey(id)).toList();
        if (!over.isEmpty() || !gone.isEmpty()) {
            // Who loses loses to one that has seen the same.
            boolean ignored = counts.replace(tasks, tasks.after(over, gone));
        }
    }

    private List<TaskGlance> read(List<TaskId> ids) {
        Instant from = ids.getFirst().createdAt().minusMillis(1);
        Instant upTo = ids.getLast().createdAt();
        // Late ones have ids of times far apart.
        boolean together = Duration.between(from, upTo).compareTo(QuarterCount.LENGTH) <= 0;
        return ids.size() > ASKED_SINGLY && together ? store.createdBetween(from, upTo) : store.glances(ids);
    }
}
