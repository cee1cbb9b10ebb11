package dev.offstage.count;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How many tasks ended how. However many they are, this stays so small that it fits into an item: types and causes beyond the most
 * frequent are counted together.
 *
 * @param types by the name of the type
 * @param slowest those whose last attempt took longest, slowest first
 * @param failures how many failed, by type and code
 */
public record Counts(Map<String, TypeCounts> types, List<Run> slowest, Map<Cause, Long> failures) {
    public static final Counts NONE = new Counts(Map.of(), List.of(), Map.of());

    /** What stands for the types and codes that are counted together. */
    public static final String OTHERS = "(others)";

    /** So many are listed as the slowest. */
    public static final int SLOWEST = 10;

    private static final int MOST_TYPES = 200;
    private static final int MOST_CAUSES = 200;
    private static final int LONGEST_CODE = 60;

    public Counts {
        types = fewest(types, MOST_TYPES);
        failures = frequent(failures);
        slowest = slowest.stream().sorted(Run.SLOWEST_FIRST).limit(SLOWEST).toList();
    }

    public static Counts of(Collection<EndedTask> ended) {
        Map<String, TypeCounts> types = new TreeMap<>();
        Map<Cause, Long> failures = new TreeMap<>(Cause.BY_NAME);
        ended.forEach(task -> {
            types.merge(task.type(), TypeCounts.of(task), TypeCounts::plus);
            String code = task.code();
            if (code != null) {
                failures.merge(new Cause(task.type(), cut(code)), 1L, Long::sum);
            }
        });
        return new Counts(types, ended.stream().flatMap(Counts::run).toList(), failures);
    }

    /** Tasks that ended nobody knows how, by type. */
    public static Counts gone(Map<String, Long> tasks) {
        Map<String, TypeCounts> types = new TreeMap<>();
        tasks.forEach((type, many) -> types.put(type, new TypeCounts(0, 0, 0, 0, many, 0, 0, 0)));
        return new Counts(types, List.of(), Map.of());
    }

    private static Stream<Run> run(EndedTask task) {
        Long ms = task.runMs();
        return ms == null ? Stream.empty() : Stream.of(new Run(task.id(), task.type(), ms));
    }

    private static String cut(String code) {
        return code.length() <= LONGEST_CODE ? code : code.substring(0, LONGEST_CODE - 1) + "…";
    }

    /** Both together. */
    public Counts plus(Counts more) {
        Map<String, TypeCounts> all = new TreeMap<>(types);
        more.types.forEach((type, counts) -> all.merge(type, counts, TypeCounts::plus));
        Map<Cause, Long> causes = new TreeMap<>(Cause.BY_NAME);
        causes.putAll(failures);
        more.failures.forEach((cause, many) -> causes.merge(cause, many, Long::sum));
        return new Counts(
                all, Stream.concat(slowest.stream(), more.slowest.stream()).toList(), causes);
    }

    /** Of all types. */
    public TypeCounts total() {
        return types.values().stream().reduce(TypeCounts.NONE, TypeCounts::plus);
    }

    private static Map<String, TypeCounts> fewest(Map<String, TypeCounts> all, int most) {
        if (all.size() <= most) {
            return Map.copyOf(all);
        }
        Map<String, TypeCounts> kept = new TreeMap<>();
        all.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(
                        Comparator.comparingLong(TypeCounts::ended).reversed()))
                .forEach(entry ->
                        kept.merge(kept.size() < most ? entry.getKey() : OTHERS, entry.getValue(), TypeCounts::plus));
        return Map.copyOf(kept);
    }

    private static Map<Cause, Long> frequent(Map<Cause, Long> all) {
        if (all.size() <= MOST_CAUSES) {
            return Map.copyOf(all);
        }
        Map<Cause, Long> kept = new TreeMap<>(Cause.BY_NAME);
        all.entrySet().stream()
                .sorted(Map.Entry.<Cause, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey(Cause.BY_NAME)))
                .forEach(entry -> kept.merge(
                        kept.size() < MOST_CAUSES ? entry.getKey() : new Cause(OTHERS, OTHERS),
                        entry.getValue(),
                        Long::sum));
        return Map.copyOf(kept);
    }
}
