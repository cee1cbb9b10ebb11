package dev.offstage.bench;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was counted.
 *
 * @param calls requests by service and operation
 * @param writeUnits the part of the indexes included; a refused conditional write counts as one unit, which is what DynamoDB
 *     takes for an item of up to 1 KB, since its refusal does not say
 * @param indexWriteUnits the part of the indexes
 */
record Tally(SortedMap<String, Integer> calls, double writeUnits, double indexWriteUnits, double readUnits) {
    static final Tally NOTHING = new Tally(Collections.emptySortedMap(), 0, 0, 0);

    static Tally call(String operation) {
        return new Tally(new TreeMap<>(Map.of(operation, 1)), 0, 0, 0);
    }

    static Tally written(double units, double ofIndexes) {
        return new Tally(Collections.emptySortedMap(), units, ofIndexes, 0);
    }

    static Tally refusedWrite() {
        return written(1, 0);
    }

    static Tally read(double units) {
        return new Tally(Collections.emptySortedMap(), 0, 0, units);
    }

    Tally plus(Tally other) {
        SortedMap<String, Integer> sum = new TreeMap<>(calls);
        other.calls.forEach((operation, count) -> sum.merge(operation, count, Integer::sum));
        return new Tally(
                Collections.unmodifiableSortedMap(sum),
                writeUnits + other.writeUnits,
                indexWriteUnits + other.indexWriteUnits,
                readUnits + other.readUnits);
    }

    /** What is left when {@code other}, a part of this, is taken away. */
    Tally minus(Tally other) {
        SortedMap<String, Integer> rest = new TreeMap<>(calls);
        other.calls.forEach((operation, count) -> rest.merge(operation, -count, Integer::sum));
        rest.values().removeIf(count -> count == 0);
        return new Tally(
                Collections.unmodifiableSortedMap(rest),
                writeUnits - other.writeUnits,
                indexWriteUnits - other.indexWriteUnits,
                readUnits - other.readUnits);
    }

    int calls(String operation) {
        return calls.getOrDefault(operation, 0);
    }

    int allCalls() {
        return callsOf("");
    }

    /** The requests to the service whose name begins with {@code service}. */
    int callsOf(String service) {
        return calls.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(service))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
