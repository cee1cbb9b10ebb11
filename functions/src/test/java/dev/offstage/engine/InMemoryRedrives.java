package dev.offstage.engine;

import dev.offstage.task.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Redrives in a map. */
public final class InMemoryRedrives implements Redrives {
    private final Map<TaskId, Redrive> all = new TreeMap<>();

    @Override
    public synchronized boolean create(Redrive redrive) {
        return all.putIfAbsent(redrive.id(), redrive) == null;
    }

    @Override
    public synchronized Optional<Redrive> find(TaskId id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public synchronized List<Redrive> open() {
        return all.values().stream()
                .filter(redrive -> redrive.finishedAt() == null)
                .toList();
    }

    @Override
    public synchronized boolean replace(Redrive seen, Redrive next) {
        Redrive there = all.get(seen.id());
        if (there == null || there.revision() != seen.revision()) {
            return false;
        }
        all.put(next.id(), next);
        return true;
    }
}
