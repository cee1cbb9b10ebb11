package dev.offstage.engine;

import dev.offstage.task.LogLine;
import dev.offstage.task.TaskId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lines in maps. */
public final class InMemoryTaskLogs implements TaskLogs {
    private final Map<TaskId, TreeMap<Integer, LogLine>> byTask = new HashMap<>();

    @Override
    public synchronized void append(TaskId task, List<Numbered> lines) {
        TreeMap<Integer, LogLine> all = byTask.computeIfAbsent(task, first -> new TreeMap<>());
        lines.forEach(line -> all.put(line.number(), line.line()));
        int total = all.isEmpty() ? 0 : all.lastKey() + 1;
        all.keySet().removeIf(number -> !TaskLogs.stays(number, total));
    }

    @Override
    public synchronized List<LogLine> read(TaskId task) {
        return List.copyOf(byTask.getOrDefault(task, new TreeMap<>()).values());
    }
}
