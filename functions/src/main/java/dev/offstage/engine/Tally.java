package dev.offstage.engine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one invocation did, in numbers. Made anew for each and filled by one thread. */
public final class Tally {
    private final Map<Measure, List<Long>> values = new EnumMap<>(Measure.class);
    private final Map<String, Map<Measure, List<Long>>> byType = new TreeMap<>();

    /** Adds {@code value} to a count, or as one more time in milliseconds. Zero makes a count known. */
    public void add(Measure measure, long value) {
        List<Long> known = values.computeIfAbsent(measure, first -> new ArrayList<>());
        if (measure.isTime() || known.isEmpty()) {
            known.add(value);
        } else {
            known.set(0, known.getFirst() + value);
        }
    }

    /** The same for a task of {@code type}: adds a time to those of all types and to those of this one. */
    public void addTime(Measure measure, String type, long milliseconds) {
        add(measure, milliseconds);
        byType.computeIfAbsent(type, first -> new EnumMap<>(Measure.class))
                .computeIfAbsent(measure, first -> new ArrayList<>())
                .add(milliseconds);
    }

    /** Adds all that {@code other} has. */
    public void add(Tally other) {
        other.values.forEach((measure, more) -> more.forEach(value -> add(measure, value)));
        other.byType.forEach((type, times) ->
                times.forEach((measure, more) -> byType.computeIfAbsent(type, first -> new EnumMap<>(Measure.class))
                        .computeIfAbsent(measure, first -> new ArrayList<>())
                        .addAll(more)));
    }

    /** What was measured: one sum for a count, every value for a time. A measure that nobody took is absent. */
    public Map<Measure, List<Long>> values() {
        return copy(values);
    }

    /** The times by the type of task. Types of which no time was measured are absent. */
    public Map<String, Map<Measure, List<Long>>> timesByType() {
        Map<String, Map<Measure, List<Long>>> copy = new TreeMap<>();
        byType.forEach((type, times) -> copy.put(type, copy(times)));
        return copy;
    }

    private static Map<Measure, List<Long>> copy(Map<Measure, List<Long>> values) {
        Map<Measure, List<Long>> copy = new EnumMap<>(Measure.class);
        values.forEach((measure, known) -> copy.put(measure, List.copyOf(known)));
        return copy;
    }
}
