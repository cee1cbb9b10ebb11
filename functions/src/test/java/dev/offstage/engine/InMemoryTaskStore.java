package dev.offstage.engine;

import dev.offstage.task.ClaimVerdict;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Tasks in a map. */
public final class InMemoryTaskStore implements TaskStore {
    private final Map<TaskId, TaskRecord> tasks = new ConcurrentSkipListMap<>();

    @Override
    public boolean create(TaskRecord task) {
        return tasks.putIfAbsent(task.id(), task) == null;
    }

    @Override
    public void createAll(List<TaskRecord> all) {
        all.forEach(task -> tasks.put(task.id(), task));
    }

    @Override
    public Optional<TaskRecord> find(TaskId id) {
        return Optional.ofNullable(tasks.get(id));
    }

    @Override
    public synchronized ClaimResult claim(TaskId id, String holder, Instant now) {
        TaskRecord task = tasks.get(id);
        if (task == null) {
            return new ClaimResult.Missing();
        }
        if (task.lease() != null && task.lease().holder().equals(holder)) {
            return new ClaimResult.Granted(task);
        }
        if (!(Lifecycle.judge(task, now) instanceof ClaimVerdict.Free)) {
            return new ClaimResult.Refused(task);
        }
        TaskRecord claimed = Lifecycle.claim(task, holder, now);
        tasks.put(id, claimed);
        return new ClaimResult.Granted(claimed);
    }

    @Override
    public synchronized boolean replace(TaskRecord seen, TaskRecord next) {
        TaskRecord there = tasks.get(seen.id());
        if (there == null || there.revision() != seen.revision()) {
            return false;
        }
        tasks.put(next.id(), next);
        return true;
    }

    @Override
    public List<TaskGlance> createdBetween(Instant after, Instant upTo) {
        return tasks.values().stream()
                .filter(task ->
                        task.createdAt().isAfter(after) && !task.createdAt().isAfter(upTo))
                .map(task -> new TaskGlance(
                        task.id(), task.spec().queue(), task.state(), task.startedAt() != null, task.recheck() != null))
                .toList();
    }

    @Override
    public List<TaskId> scheduledUpTo(Instant upTo, int limit) {
        return tasks.values().stream()
                .filter(task -> task.state() == TaskState.SCHEDULED && task.notBefore() != null)
                .filter(task -> !Objects.requireNonNull(task.notBefore()).isAfter(upTo))
                .sorted(Comparator.comparing(task -> Objects.requireNonNull(task.notBefore())))
                .map(TaskRecord::id)
                .limit(limit)
                .toList();
    }

    @Override
    public List<TaskId> recheckUpTo(Instant upTo, int limit) {
        return tasks.values().stream()
                .filter(task -> task.recheck() != null && !task.state().isFinal())
                .filter(task -> !Objects.requireNonNull(task.recheck()).at().isAfter(upTo))
                .sorted(Comparator.comparing(
                        task -> Objects.requireNonNull(task.recheck()).at()))
                .map(TaskRecord::id)
                .limit(limit)
                .toList();
    }

    /** All records, oldest first. */
    public List<TaskRecord> all() {
        return List.copyOf(tasks.values());
    }
}
