package dev.offstage.aws;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsNumber;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.count.Cause;
import dev.offstage.count.Counts;
import dev.offstage.count.Run;
import dev.offstage.count.TypeCounts;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.task.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Counts in few bytes, since the sweep's mark has them and is written every minute: JSON with lists in place of names. */
final class CountsText {
    private CountsText() {}

    /** Empty for no counts. */
    static String write(Counts counts) {
        if (counts.equals(Counts.NONE)) {
            return "";
        }
        JsonObject types = Json.object();
        counts.types().forEach((type, of) -> types.put(type, numbers(of)));
        return Json.object()
                .put("t", types.toTree())
                .put("s", counts.slowest().stream().map(CountsText::run).toList())
                .put(
                        "f",
                        counts.failures().entrySet().stream()
                                .map(CountsText::failure)
                                .toList())
                .toText();
    }

    private static JrsValue numbers(TypeCounts of) {
        return Json.array(LongStream.of(
                        of.succeeded(),
                        of.failed(),
                        of.cancelled(),
                        of.expired(),
                        of.gone(),
                        of.runs(),
                        of.runMs(),
                        of.longestMs())
                .mapToObj(JrsNumber::new)
                .toList());
    }

    private static JrsValue run(Run run) {
        return Json.array(
                List.of(new JrsString(run.id().toString()), new JrsString(run.type()), new JrsNumber(run.ms())));
    }

    private static JrsValue failure(Map.Entry<Cause, Long> failure) {
        return Json.array(List.of(
                new JrsString(failure.getKey().type()),
                new JrsString(failure.getKey().code()),
                new JrsNumber(failure.getValue())));
    }

    static Counts read(String text) {
        if (text.isEmpty()) {
            return Counts.NONE;
        }
        try {
            return read(Json.parse(text));
        } catch (UnreadableJsonException e) {
            throw new IllegalStateException("Stored counts are no JSON: " + text, e);
        }
    }

    private static Counts read(JrsValue tree) {
        Map<String, TypeCounts> types = new HashMap<>();
        ((JrsObject) tree.get("t"))
                .fields()
                .forEachRemaining(field -> types.put(field.getKey(), counts(field.getValue())));
        List<Run> slowest = rows(tree.get("s")).stream()
                .map(row -> new Run(
                        TaskId.parse(row.get(0).asText()).orElseThrow(),
                        row.get(1).asText(),
                        number(row, 2)))
                .toList();
        Map<Cause, Long> failures = new HashMap<>();
        rows(tree.get("f"))
                .forEach(row ->
                        failures.put(new Cause(row.get(0).asText(), row.get(1).asText()), number(row, 2)));
        return new Counts(types, slowest, failures);
    }

    private static TypeCounts counts(JrsValue row) {
        return new TypeCounts(
                number(row, 0),
                number(row, 1),
                number(row, 2),
                number(row, 3),
                number(row, 4),
                number(row, 5),
                number(row, 6),
                number(row, 7));
    }

    private static List<JrsValue> rows(JrsValue list) {
        List<JrsValue> rows = new ArrayList<>();
        ((JrsArray) list).elements().forEachRemaining(rows::add);
        return rows;
    }

    private static long number(JrsValue row, int index) {
        return ((JrsNumber) row.get(index)).getValue().longValue();
    }
}
