package dev.offstage.engine;

import dev.offstage.task.Ending;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A survey of the tasks in a map. */
public final class InMemoryTaskSurvey implements TaskSurvey {
    private final InMemoryTaskStore store;
    private final int part;

    /** @param part how many open tasks a part has */
    public InMemoryTaskSurvey(InMemoryTaskStore store, int part) {
        this.store = store;
        this.part = part;
    }

    @Override
    public FailedPart failed(Instant from, Instant before, @Nullable String after, int about) {
        TreeMap<String, FailedTask> failed = new TreeMap<>();
        for (TaskRecord task : store.indexed()) {
            Ending end = task.ending();
            boolean fits = task.state() == TaskState.FAILED
                    && !task.isErased()
                    && end != null
                    && !end.followUpDue()
                    && !end.at().isBefore(from)
                    && end.at().isBefore(before);
            if (end != null && fits) {
                String place = "%013d#%s".formatted(end.at().toEpochMilli(), task.id());
                failed.put(place, new FailedTask(task.id(), task.spec().type(), end.at()));
            }
        }
        List<Map.Entry<String, FailedTask>> rest = failed.tailMap(after == null ? "" : after, false).entrySet().stream()
                .toList();
        List<Map.Entry<String, FailedTask>> some = rest.subList(0, Math.min(about, rest.size()));
        return new FailedPart(
                some.stream().map(Map.Entry::getValue).toList(),
                some.size() < rest.size() ? some.getLast().getKey() : null);
    }

    @Override
    public OpenPart open(@Nullable String after) {
        List<OpenTask> rest = store.indexed().stream()
                .filter(task -> after == null || task.id().toString().compareTo(after) > 0)
                .flatMap(task -> open(task).stream())
                .toList();
        List<OpenTask> some = rest.subList(0, Math.min(part, rest.size()));
        return new OpenPart(
                some, some.size() < rest.size() ? some.getLast().id().toString() : null);
    }

    private static Optional<OpenTask> open(TaskRecord task) {
        return switch (task.state()) {
            case SCHEDULED -> Optional.of(new OpenTask.Scheduled(task.id(), Objects.requireNonNull(task.notBefore())));
            case BLOCKED -> Optional.of(new OpenTask.Blocked(task.id(), Objects.requireNonNull(task.blockedBy())));
            case QUEUED, RUNNING, FAILED ->
                task.recheck() == null ? Optional.empty() : Optional.of(new OpenTask.Watched(task.id()));
            case SUCCEEDED, CANCELLED, EXPIRED -> Optional.empty();
        };
    }

    @Override
    public Map<TaskId, TaskState> states(List<TaskId> ids) {
        Map<TaskId, TaskState> states = new HashMap<>();
        ids.forEach(id -> store.find(id).ifPresent(task -> states.put(id, task.state())));
        return states;
    }
}
