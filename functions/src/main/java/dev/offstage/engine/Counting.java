package dev.offstage.engine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.offstage.count.Counts;
import dev.offstage.count.DayCounts;
import dev.offstage.count.Followed;
import dev.offstage.count.QuarterCount;
import dev.offstage.engine.TaskStore.TaskGlance;
import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a sweep has read, for the daily report, at the price of a few writes an hour.
 *
 * <p>Each task is counted by one sweep: as ended when it was, else among those that are followed until they end. It stays so, whatever
 * happens to it later, so nothing is counted twice:
 *
 * <ul>
 *   <li>The counts of the current quarter of an hour are part of the sweep's mark, and so change in the very write that says how far
 *       the sweep has read. A sweep that dies before, or loses to another, has counted nothing.
 *   <li>When a sweep passes the end of a quarter, it first stores the quarter's count, which it knows whole: the mark's and what it
 *       has read. Who comes second finds it stored and leaves it: it has counted the same tasks.
 *   <li>The ids of those that are followed are stored before either, under a name that no other sweep uses, and count only once a mark
 *       or a quarter names them. Those of a sweep that died are never named, and are purged.
 * </ul>
 *
 * <p>A task whose id is of an earlier time belongs to the quarter in which it was accepted.
 */
final class Counting {
    private final TaskStore store;
    private final DayCounts counts;

    Counting(TaskStore store, DayCounts counts) {
        this.store = store;
        this.counts = counts;
    }

    /**
     * Counts {@code read}, the tasks whose ids are of a time after {@code from} and not after {@code upTo}, and those accepted late in
     * that time.
     *
     * @param before what was counted of the quarter of {@code from}; null for nothing yet
     * @param now when they were read
     * @return what is counted of the quarter of {@code upTo}; empty when another sweep is at the same, so that this one must stop
     */
    Optional<QuarterCount> count(
            List<TaskGlance> read, Instant from, Instant upTo, @Nullable QuarterCount before, Instant now) {
        Map<Instant, List<TaskGlance>> byQuarter = new TreeMap<>();
        read.stream().filter(task -> !task.isLate()).forEach(task -> add(byQuarter, task));
        store.lateBetween(from, upTo).forEach(task -> add(byQuarter, task));
        Instant last = QuarterCount.begin(upTo);
        Instant quarter = QuarterCount.begin(from);
        QuarterCount count = before == null || !before.begin().equals(quarter) ? QuarterCount.empty(quarter) : before;
        while (true) {
            List<Followed> open = open(quarter, byQuarter.getOrDefault(quarter, List.of()), now);
            if (!open.stream().allMatch(counts::follow)) {
                return Optional.empty();
            }
            count = count.plus(
                    ended(byQuarter.getOrDefault(quarter, List.of())),
                    open.stream().map(Followed::name).toList());
            if (!quarter.isBefore(last)) {
                return Optional.of(count);
            }
            // Somebody may have stored it before.
            boolean ignored = counts.close(count);
            quarter = quarter.plus(QuarterCount.LENGTH);
            count = QuarterCount.empty(quarter);
        }
    }

    private static void add(Map<Instant, List<TaskGlance>> byQuarter, TaskGlance task) {
        Instant accepted = task.isLate() ? task.acceptedAt() : task.id().createdAt();
        byQuarter
                .computeIfAbsent(QuarterCount.begin(accepted), first -> new ArrayList<>())
                .add(task);
    }

    private static Counts ended(List<TaskGlance> tasks) {
        return Counts.of(tasks.stream()
                .filter(task -> task.state().isFinal())
                .map(TaskGlance::ended)
                .toList());
    }

    private static List<Followed> open(Instant quarter, List<TaskGlance> tasks, Instant now) {
        List<TaskGlance> open =
                tasks.stream().filter(task -> !task.state().isFinal()).toList();
        if (open.isEmpty()) {
            // As nearly always; the windows below would make room for ten thousand first.
            return List.of();
        }
        List<List<TaskGlance>> portions =
                open.stream().gather(Gatherers.windowFixed(Followed.MOST)).toList();
        List<Followed> followed = new ArrayList<>();
        for (List<TaskGlance> portion : portions) {
            Map<String, List<TaskId>> byType =
                    portion.stream().collect(groupingBy(TaskGlance::type)).entrySet().stream()
                            .collect(toUnmodifiableMap(
                                    Map.Entry::getKey,
                                    entry -> entry.getValue().stream()
                                            .map(TaskGlance::id)
                                            .toList()));
            followed.add(new Followed(quarter, now.toEpochMilli() + "-" + followed.size(), byType, Counts.NONE, 1));
        }
        return followed;
    }
}
