package dev.offstage.engine;

import dev.offstage.task.ClaimVerdict;
import dev.offstage.task.Ending;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import dev.offstage.task.Report;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tasks in a map, with the index that the table has, so that no question looks at all of them. */
public final class InMemoryTaskStore implements TaskStore {
    private final TreeMap<TaskId, TaskRecord> tasks = new TreeMap<>();
    private final Map<String, TreeMap<Entry, TaskId>> open = new HashMap<>();
    private final TreeMap<TaskId, TaskRecord> indexed = new TreeMap<>();
    private final TreeMap<Instant, Set<TaskId>> late = new TreeMap<>();
    private int notFinal;

    private record Entry(Instant at, TaskId task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int times = at.compareTo(other.at);
            return times != 0 ? times : task.compareTo(other.task);
        }
    }

    @Override
    public synchronized boolean create(TaskRecord task) {
        boolean isNew = !tasks.containsKey(task.id());
        if (isNew) {
            if (task.isLate()) {
                late.computeIfAbsent(task.createdAt(), first -> new HashSet<>()).add(task.id());
            }
            put(task);
        }
        return isNew;
    }

    @Override
    public synchronized void createAll(List<TaskRecord> all) {
        all.forEach(this::put);
    }

    @Override
    public synchronized Optional<TaskRecord> find(TaskId id) {
        return Optional.ofNullable(tasks.get(id));
    }

    @Override
    public synchronized ClaimResult claim(TaskId id, String holder, Instant now, Pauses pauses) {
        TaskRecord task = tasks.get(id);
        if (task == null) {
            return new ClaimResult.Missing();
        }
        if (isHeldBy(holder, task)) {
            return new ClaimResult.Granted(task);
        }
        if (!(Lifecycle.judge(task, now, pauses) instanceof ClaimVerdict.Free)) {
            return new ClaimResult.Refused(task);
        }
        TaskRecord claimed = Lifecycle.claim(task, holder, now);
        put(claimed);
        return new ClaimResult.Granted(claimed);
    }

    @Override
    public synchronized boolean replace(TaskRecord seen, TaskRecord next) {
        TaskRecord there = tasks.get(seen.id());
        if (there == null || there.revision() != seen.revision()) {
            return next.equals(there);
        }
        put(next);
        return true;
    }

    @Override
    public synchronized Standing report(TaskId id, String holder, @Nullable Report news) {
        TaskRecord task = tasks.get(id);
        if (task == null || !isHeldBy(holder, task)) {
            return Standing.LOST;
        }
        if (news != null) {
            put(task.reporting(news));
        }
        return task.cancelAskedAt() == null ? Standing.HELD : Standing.CANCEL_ASKED;
    }

    private static boolean isHeldBy(String holder, TaskRecord task) {
        return task.lease() != null && task.lease().holder().equals(holder);
    }

    @Override
    public synchronized boolean delete(TaskRecord seen) {
        TaskRecord there = tasks.get(seen.id());
        if (there == null || there.revision() != seen.revision()) {
            return false;
        }
        forget(there);
        return tasks.remove(seen.id()) != null;
    }

    @Override
    public synchronized List<TaskGlance> createdBetween(Instant after, Instant upTo) {
        return tasks.subMap(TaskId.firstAt(after.plusMillis(1)), TaskId.firstAt(upTo.plusMillis(1))).values().stream()
                .map(TaskGlance::of)
                .toList();
    }

    @Override
    public synchronized List<TaskGlance> lateBetween(Instant after, Instant upTo) {
        return late.subMap(after, false, upTo, true).values().stream()
                .flatMap(Set::stream)
                .sorted()
                .flatMap(id -> Optional.ofNullable(tasks.get(id)).stream())
                .map(TaskGlance::of)
                .toList();
    }

    @Override
    public synchronized List<TaskGlance> glances(List<TaskId> ids) {
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(tasks.get(id)).stream())
                .map(TaskGlance::of)
                .toList();
    }

    @Override
    public List<TaskId> scheduledUpTo(Instant upTo, int limit) {
        return openUpTo("scheduled", upTo, limit);
    }

    @Override
    public List<TaskId> recheckUpTo(Instant upTo, int limit) {
        return openUpTo("check", upTo, limit);
    }

    @Override
    public List<TaskId> blockedBy(Pause pause, int limit) {
        return openUpTo(pause.text(), Instant.MAX, limit);
    }

    @Override
    public int callsAtOnce() {
        return 1;
    }

    /** All records, oldest first. */
    public synchronized List<TaskRecord> all() {
        return List.copyOf(tasks.values());
    }

    /** The records that have a place in the index, oldest first: those that wait, are watched or failed. */
    synchronized List<TaskRecord> indexed() {
        return List.copyOf(indexed.values());
    }

    /** How many tasks did not end yet. */
    public synchronized int notFinal() {
        return notFinal;
    }

    private synchronized List<TaskId> openUpTo(String kind, Instant upTo, int limit) {
        TreeMap<Entry, TaskId> entries = open.get(kind);
        return entries == null
                ? List.of()
                : entries.entrySet().stream()
                        .takeWhile(entry -> !entry.getKey().at().isAfter(upTo))
                        .limit(limit)
                        .map(Map.Entry::getValue)
                        .toList();
    }

    private void put(TaskRecord task) {
        TaskRecord before = tasks.put(task.id(), task);
        if (before != null) {
            forget(before);
        }
        notFinal += task.state().isFinal() ? 0 : 1;
        String kind = kind(task);
        if (kind != null) {
            open.computeIfAbsent(kind, first -> new TreeMap<>()).put(entry(kind, task), task.id());
            indexed.put(task.id(), task);
        }
    }

    private void forget(TaskRecord task) {
        notFinal -= task.state().isFinal() ? 0 : 1;
        String kind = kind(task);
        if (kind != null) {
            open.getOrDefault(kind, new TreeMap<>()).remove(entry(kind, task));
            indexed.remove(task.id());
        }
    }

    /** The one place in the index that a record has; null for none. */
    private static @Nullable String kind(TaskRecord task) {
        Ending ending = task.ending();
        if (task.state() == TaskState.BLOCKED && task.blockedBy() != null) {
            return task.blockedBy().text();
        }
        if (task.state() == TaskState.SCHEDULED && task.notBefore() != null) {
            return "scheduled";
        }
        if (task.state() == TaskState.FAILED && ending != null && !ending.followUpDue()) {
            return "failed";
        }
        return task.recheck() == null ? null : "check";
    }

    private static Entry entry(String kind, TaskRecord task) {
        Instant at = switch (kind) {
            case "scheduled" -> task.notBefore();
            case "failed" -> task.ending() == null ? null : task.ending().at();
            case "check" -> task.recheck() == null ? null : task.recheck().at();
            default -> task.createdAt();
        };
        return new Entry(at == null ? task.createdAt() : at, task.id());
    }
}
