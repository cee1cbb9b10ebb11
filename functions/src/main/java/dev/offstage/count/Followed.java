package dev.offstage.count;

import static java.util.stream.Collectors.toSet;

import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tasks that had not ended when they were counted: who they are, and what became of them.
 *
 * @param quarter in which they were accepted
 * @param name among those of the quarter; no two sweeps use the same
 * @param open those that have not ended as far as anyone looked, by type; a type that has none is left out
 * @param ended what became of the others
 * @param revision counts the writes
 */
public record Followed(Instant quarter, String name, Map<String, List<TaskId>> open, Counts ended, long revision) {
    /** So many are kept under one name. */
    public static final int MOST = 10_000;

    /** The ids of those that have not ended, oldest first. */
    public List<TaskId> ids() {
        return open.values().stream().flatMap(List::stream).sorted().toList();
    }

    /**
     * The next revision, after somebody looked.
     *
     * @param over those that ended
     * @param gone those without a record
     */
    public Followed after(Collection<EndedTask> over, Collection<TaskId> gone) {
        Set<TaskId> known = over.stream().map(EndedTask::id).collect(toSet());
        Set<TaskId> lost = Set.copyOf(gone);
        Map<String, List<TaskId>> left = new HashMap<>();
        Map<String, Long> lostOf = new HashMap<>();
        open.forEach((type, ids) -> {
            List<TaskId> still = ids.stream()
                    .filter(id -> !known.contains(id) && !lost.contains(id))
                    .toList();
            if (!still.isEmpty()) {
                left.put(type, still);
            }
            long missing = ids.stream().filter(lost::contains).count();
            if (missing > 0) {
                lostOf.put(type, missing);
            }
        });
        Counts more = Counts.of(over).plus(Counts.gone(lostOf));
        return new Followed(quarter, name, Map.copyOf(left), ended.plus(more), revision + 1);
    }
}
