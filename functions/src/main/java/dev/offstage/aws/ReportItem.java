package dev.offstage.aws;

import dev.offstage.task.Progress;
import dev.offstage.task.Report;
import java.time.Instant;

/** What the runs of a task told, in its item. */
final class ReportItem {
    private ReportItem() {}

    static void put(Item item, Report report) {
        Progress progress = report.progress();
        if (progress != null) {
            item.put("done", progress.done()).put("note", progress.note()).put("toldAt", progress.at());
            if (progress.total() != null) {
                item.put("total", progress.total());
            }
        }
        if (report.children() > 0) {
            item.put("children", report.children());
        }
        if (report.logLines() > 0) {
            item.put("logLines", report.logLines());
        }
    }

    static Report read(Item item) {
        Instant at = item.timeOrNull("toldAt");
        Progress progress = at == null
                ? null
                : new Progress(
                        item.number("done", 0),
                        item.has("total") ? item.number("total", 0) : null,
                        item.textOrNull("note"),
                        at);
        return new Report(progress, (int) item.number("children", 0), (int) item.number("logLines", 0));
    }
}
