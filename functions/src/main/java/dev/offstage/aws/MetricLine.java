package dev.offstage.aws;

import com.fasterxml.jackson.jr.stree.JrsNumber;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.engine.Measure;
import dev.offstage.engine.Tally;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A tally in CloudWatch's embedded metric format: one line of JSON from which CloudWatch makes metrics, without a call. The only
 * dimension is the stack: each further one would be paid for each of its values. What else the line holds can be queried.
 */
final class MetricLine {
    static final String NAMESPACE = "Offstage";

    /** CloudWatch takes so many values of a metric in one line. */
    static final int MOST_VALUES = 100;

    private final String stack;
    private final String function;

    MetricLine(String stack, String function) {
        this.stack = stack;
        this.function = function;
    }

    String of(Tally tally, Instant now, String requestId, @Nullable String trace) {
        Map<Measure, List<Long>> values = tally.values();
        JsonObject directive = Json.object()
                .put("Namespace", NAMESPACE)
                .put("Dimensions", List.of(Json.array(List.of(new JrsString("Stack")))))
                .put(
                        "Metrics",
                        values.keySet().stream()
                                .map(measure -> Json.object()
                                        .put("Name", measure.metric())
                                        .put("Unit", measure.isTime() ? "Milliseconds" : "Count")
                                        .toTree())
                                .toList());
        JsonObject line = Json.object()
                .put(
                        "_aws",
                        Json.object()
                                .put("Timestamp", now.toEpochMilli())
                                .put("CloudWatchMetrics", List.of(directive.toTree()))
                                .toTree())
                .put("Stack", stack)
                .put("function", function)
                .put("requestId", requestId);
        if (trace != null) {
            line.put("trace", trace);
        }
        values.forEach((measure, all) -> put(line, measure, all));
        Map<String, Map<Measure, List<Long>>> byType = tally.timesByType();
        return (byType.isEmpty() ? line : line.put("types", types(byType))).toText();
    }

    /** No metrics, which would cost $0.30 a month each: for queries of the log. */
    private static JrsValue types(Map<String, Map<Measure, List<Long>>> byType) {
        JsonObject types = Json.object();
        byType.forEach((type, times) -> {
            JsonObject one = Json.object();
            times.forEach((measure, all) -> put(one, measure, all));
            types.put(type, one.toTree());
        });
        return types.toTree();
    }

    private static void put(JsonObject line, Measure measure, List<Long> values) {
        if (!measure.isTime()) {
            line.put(measure.metric(), values.getFirst());
            return;
        }
        line.put(measure.metric(), thinned(values).stream().map(JrsNumber::new).toList());
    }

    /** So many that the line may hold them, evenly picked by size: the least, the greatest and the percentiles stay. */
    private static List<Long> thinned(List<Long> values) {
        if (values.size() <= MOST_VALUES) {
            return values;
        }
        List<Long> sorted = values.stream().sorted().toList();
        return IntStream.range(0, MOST_VALUES)
                .mapToObj(i -> sorted.get((int) ((long) i * (sorted.size() - 1) / (MOST_VALUES - 1))))
                .toList();
    }
}
