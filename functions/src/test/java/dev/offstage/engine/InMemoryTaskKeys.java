package dev.offstage.engine;

import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys in a map. */
public final class InMemoryTaskKeys implements TaskKeys {
    private final Map<String, TaskId> holders = new ConcurrentHashMap<>();

    @Override
    public TaskId claim(String key, TaskId task, Instant purgeAt) {
        TaskId holder = holders.putIfAbsent(key, task);
        return holder == null ? task : holder;
    }

    @Override
    public boolean move(String key, TaskId from, TaskId to, Instant purgeAt) {
        return holders.replace(key, from, to) || to.equals(holders.get(key));
    }

    /** All keys with the tasks that have them. */
    Map<String, TaskId> all() {
        return Map.copyOf(holders);
    }

    @Override
    public Optional<TaskId> find(String key) {
        return Optional.ofNullable(holders.get(key));
    }
}
