package dev.offstage.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types that a deployment knows. */
public final class TaskTypes {
    private final Map<String, Registration<?>> byName = new LinkedHashMap<>();

    /** @throws IllegalArgumentException when two types have one name */
    public TaskTypes(List<? extends Registration<?>> registrations) {
        for (Registration<?> registration : registrations) {
            String name = registration.type().name();
            if (byName.putIfAbsent(name, registration) != null) {
                throw new IllegalArgumentException("Two types are called " + name + "; a name stands for one type.");
            }
        }
    }

    /** The type of that name; empty when it is not registered. */
    public Optional<TaskType<?>> find(String name) {
        return Optional.ofNullable(byName.get(name)).map(Registration::type);
    }

    /** All types, in the order of their registration. */
    public List<TaskType<?>> all() {
        return byName.values().stream().<TaskType<?>>map(Registration::type).toList();
    }

    /** The work of every type, by name; builds all handlers. */
    Map<String, Work> works() {
        Map<String, Work> works = new LinkedHashMap<>();
        byName.forEach((name, registration) -> works.put(name, registration.work()));
        return Map.copyOf(works);
    }
}
