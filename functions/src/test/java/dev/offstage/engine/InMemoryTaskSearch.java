package dev.offstage.engine;

import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A search that looks at every task of a map. */
public final class InMemoryTaskSearch implements TaskSearch {
    private final InMemoryTaskStore store;

    public InMemoryTaskSearch(InMemoryTaskStore store) {
        this.store = store;
    }

    @Override
    public Page page(TaskFilter filter, @Nullable TaskId before, int limit, Instant now) {
        List<TaskRecord> found = store.all().reversed().stream()
                .filter(task -> before == null || task.id().compareTo(before) < 0)
                .filter(task -> filter.covers(task.id()) && filter.admits(task, now))
                .filter(task -> filter.admitsArgs(task.spec().args()))
                .limit(limit)
                .toList();
        TaskId last = found.size() < limit ? null : found.getLast().id();
        return new Page(found, last, last == null ? Instant.EPOCH : last.createdAt());
    }

    @Override
    public Optional<TaskRecord> glance(TaskId id) {
        return store.find(id);
    }
}
