package dev.offstage.report;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsBoolean;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.count.Cause;
import dev.offstage.count.Counts;
import dev.offstage.count.Run;
import dev.offstage.count.TypeCounts;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.report.DayReport.Failure;
import dev.offstage.report.DayReport.Hour;
import dev.offstage.task.TaskId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as JSON: as it is stored, and as callers get it. */
public final class ReportJson {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private ReportJson() {}

    public static JsonObject write(DayReport report) {
        TypeCounts total = report.ended().total();
        return Json.object()
                .put("date", report.date().toString())
                .put("zone", report.zone().getId())
                .put("from", time(report.from()))
                .put("to", time(report.to()))
                .put("final", report.isFinal())
                .put("asOf", time(report.asOf()))
                .put("madeAt", time(report.madeAt()))
                .put("accepted", report.accepted())
                .put("states", states(total, report.stillOpen()).toTree())
                .put("types", report.types().stream().map(ReportJson::type).toList())
                .put("hours", report.hours().stream().map(ReportJson::hour).toList())
                .put(
                        "slowest",
                        report.ended().slowest().stream().map(ReportJson::run).toList())
                .put(
                        "mostFailed",
                        report.mostFailed().stream().map(ReportJson::failure).toList())
                .put("booksParsed", report.booksParsed())
                .put("mailsSent", report.mailsSent());
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : TIME.format(at);
    }

    private static JsonObject states(TypeCounts ended, long open) {
        return Json.object()
                .put("succeeded", ended.succeeded())
                .put("failed", ended.failed())
                .put("cancelled", ended.cancelled())
                .put("expired", ended.expired())
                .put("gone", ended.gone())
                .put("open", open);
    }

    private static JrsValue type(DayReport.Type type) {
        TypeCounts ended = type.ended();
        return Json.object()
                .put("type", type.name())
                .put("accepted", type.accepted())
                .putAll(states(ended, type.open()))
                .put("runs", ended.runs())
                .put("totalRunMs", ended.runMs())
                .put("meanRunMs", ended.meanMs())
                .put("longestRunMs", ended.longestMs())
                .toTree();
    }

    private static JrsValue hour(Hour hour) {
        return Json.object()
                .put("from", time(hour.from()))
                .put("accepted", hour.accepted())
                .put("failed", hour.failed())
                .toTree();
    }

    private static JrsValue run(Run run) {
        return Json.object()
                .put("id", run.id().toString())
                .put("type", run.type())
                .put("runMs", run.ms())
                .toTree();
    }

    private static JrsValue failure(Failure failure) {
        return Json.object()
                .put("type", failure.cause().type())
                .put("code", failure.cause().code())
                .put("failed", failure.tasks())
                .toTree();
    }

    /** The report that {@link #write} wrote. */
    public static DayReport read(String text) {
        try {
            return read(Json.parse(text));
        } catch (UnreadableJsonException e) {
            throw new IllegalStateException("A stored report is no JSON: " + e.getMessage(), e);
        }
    }

    private static DayReport read(JrsValue tree) {
        Map<String, TypeCounts> ended = new HashMap<>();
        Map<String, Long> open = new HashMap<>();
        for (JrsValue type : rows(tree, "types")) {
            TypeCounts counts = counts(type);
            if (!counts.equals(TypeCounts.NONE)) {
                ended.put(text(type, "type"), counts);
            }
            if (number(type, "open") > 0) {
                open.put(text(type, "type"), number(type, "open"));
            }
        }
        Map<Cause, Long> failures = new HashMap<>();
        rows(tree, "mostFailed")
                .forEach(row -> failures.put(new Cause(text(row, "type"), text(row, "code")), number(row, "failed")));
        List<Run> slowest = rows(tree, "slowest").stream()
                .map(row ->
                        new Run(TaskId.parse(text(row, "id")).orElseThrow(), text(row, "type"), number(row, "runMs")))
                .toList();
        return new DayReport(
                LocalDate.parse(text(tree, "date")),
                ZoneId.of(text(tree, "zone")),
                Instant.parse(text(tree, "from")),
                Instant.parse(text(tree, "to")),
                JrsBoolean.TRUE.equals(tree.get("final")),
                Json.text(tree, "asOf").map(Instant::parse).orElse(null),
                Instant.parse(text(tree, "madeAt")),
                new Counts(ended, slowest, failures),
                Map.copyOf(open),
                rows(tree, "hours").stream()
                        .map(row -> new Hour(
                                Instant.parse(text(row, "from")), number(row, "accepted"), number(row, "failed")))
                        .toList(),
                number(tree, "booksParsed"),
                number(tree, "mailsSent"));
    }

    private static TypeCounts counts(JrsValue type) {
        return new TypeCounts(
                number(type, "succeeded"),
                number(type, "failed"),
                number(type, "cancelled"),
                number(type, "expired"),
                number(type, "gone"),
                number(type, "runs"),
                number(type, "totalRunMs"),
                number(type, "longestRunMs"));
    }

    private static List<JrsValue> rows(JrsValue tree, String name) {
        List<JrsValue> rows = new ArrayList<>();
        if (tree.path(name) instanceof JrsArray list) {
            list.elements().forEachRemaining(rows::add);
        }
        return rows;
    }

    private static String text(JrsValue object, String name) {
        return Json.text(object, name)
                .orElseThrow(() -> new IllegalStateException("A stored report has no " + name + "."));
    }

    private static long number(JrsValue object, String name) {
        return Json.number(object, name).map(Number::longValue).orElse(0L);
    }
}
