package dev.offstage.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types that a deployment knows. */
public final class TaskTypes {
    private final Map<String, TaskType> byName;

    public TaskTypes(List<TaskType> types) {
        byName = types.stream().collect(Collectors.toUnmodifiableMap(TaskType::name, Function.identity()));
    }

    /** The type of that name; empty when it is not registered. */
    public Optional<TaskType> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
