package dev.offstage.report;

import static dev.offstage.report.Words.escaped;
import static dev.offstage.report.Words.number;
import static java.util.stream.Collectors.joining;

import dev.offstage.count.Run;
import dev.offstage.count.TypeCounts;
import dev.offstage.report.BarChart.Bar;
import dev.offstage.report.BarChart.Piece;
import dev.offstage.report.DayReport.Failure;
import dev.offstage.task.Sha256;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A report as a page: without a script, without anything from elsewhere, for dark and light screens and for paper. */
public final class ReportPage {
    private static final int MOST_BARS = 15;
    private static final List<String> STATES = List.of("succeeded", "failed", "cancelled", "expired", "gone", "open");

    private static final String STYLE = """
            :root{color-scheme:light dark;--text:#1b1b1f;--faint:#55555f;--line:#c9c9d1;--back:#fff;
            --succeeded:#15803d;--failed:#b91c1c;--cancelled:#8a8a94;--expired:#b45309;--gone:#6b21a8;--open:#1d4ed8;--accepted:#7f9fe0}
            @media (prefers-color-scheme:dark){:root{--text:#e6e6ea;--faint:#a3a3ad;--line:#44444d;--back:#16161a;
            --succeeded:#4ade80;--failed:#f87171;--cancelled:#a1a1aa;--expired:#fbbf24;--gone:#c084fc;--open:#60a5fa;--accepted:#3f5f9f}}
            body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:var(--text);background:var(--back)}
            h1{margin-bottom:0}h2{margin:2.2rem 0 .6rem;font-size:1.15rem}
            a{color:var(--open)}nav{display:flex;justify-content:space-between;margin-top:2rem}
            .faint{color:var(--faint)}.provisional{border-left:.3rem solid var(--expired);padding-left:.7rem}
            dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.6rem;margin:1.2rem 0}
            dt{color:var(--faint);font-size:.85rem}dd{margin:0;font-size:1.5rem;font-variant-numeric:tabular-nums}
            .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
            th,td{text-align:right;padding:.25rem .6rem;border-bottom:1px solid var(--line)}
            th:first-child,td:first-child{padding-left:0}th:first-child,td:first-child,.name{text-align:left;overflow-wrap:anywhere}
            .chart{width:100%;height:auto;font-size:12px}.chart text{fill:var(--text)}.chart .label{text-anchor:end}
            .chart line{stroke:var(--line)}
            .legend{display:flex;flex-wrap:wrap;gap:.3rem 1rem;font-size:.85rem;margin:.3rem 0}.key svg{width:.7rem;height:.7rem;margin-right:.35rem}
            .succeeded{fill:var(--succeeded)}.failed{fill:var(--failed)}.cancelled{fill:var(--cancelled)}.expired{fill:var(--expired)}
            .gone{fill:var(--gone)}.open{fill:var(--open)}.accepted{fill:var(--accepted)}
            @media print{:root{--text:#000;--faint:#333;--line:#999;--back:#fff}body{max-width:none;margin:0;font-size:10pt}nav{display:none}
            *{print-color-adjust:exact;-webkit-print-color-adjust:exact}section{break-inside:avoid}}
            """;

    /** The Content-Security-Policy under which the page works. */
    public static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(Sha256.of(STYLE))
            + "'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private ReportPage() {}

    /** The page of a report. */
    public static String of(DayReport report) {
        String heading = "Report of " + report.date();
        return document(
                heading,
                "<h1>" + heading + "</h1>\n" + head(report) + figures(report) + hours(report) + types(report)
                        + slowest(report) + failures(report) + neighbours(report.date()));
    }

    /** The page of a day that has no report. */
    public static String missing(LocalDate day, String sentence) {
        String heading = "No report of " + day;
        return document(heading, "<h1>" + heading + "</h1>\n<p>" + escaped(sentence) + "</p>\n" + neighbours(day));
    }

    private static String document(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s – Offstage</title>
                <style>%s</style>
                </head>
                <body>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(escaped(title), STYLE, body);
    }

    private static String head(DayReport report) {
        String day = "%s in %s, from %s to %s."
                .formatted(
                        report.date().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                        report.zone().getId(),
                        Words.moment(report.from(), report.zone()),
                        Words.moment(report.to(), report.zone()));
        String known = report.asOf() == null
                ? "No task is counted yet"
                : "As of " + Words.moment(report.asOf(), report.zone()) + ": all tasks accepted up to then are counted";
        String how = report.isFinal()
                ? "<p class=\"faint\">%s. Made at %s; what is open was so then.</p>\n"
                : "<p class=\"provisional\">Provisional. %s; a task is counted five to six minutes after its acceptance."
                        + " Asked for at %s.</p>\n";
        return "<p class=\"faint\">" + escaped(day) + "</p>\n"
                + how.formatted(escaped(known), Words.moment(report.madeAt(), report.zone()));
    }

    private static String figures(DayReport report) {
        TypeCounts total = report.ended().total();
        return Stream.of(
                        figure("Tasks accepted", report.accepted()),
                        figure("Succeeded", total.succeeded()),
                        figure("Failed", total.failed()),
                        figure("Still open", report.stillOpen()),
                        figure("Books parsed", report.booksParsed()),
                        figure("Mails sent", report.mailsSent()))
                .collect(joining("", "<dl>\n", "</dl>\n"));
    }

    private static String figure(String name, long value) {
        return "<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(name, number(value));
    }

    private static String hours(DayReport report) {
        return section(
                "Tasks accepted in each hour",
                HourChart.of(report.hours(), report.zone()) + BarChart.legend(List.of("accepted", "failed")));
    }

    private static String types(DayReport report) {
        List<DayReport.Type> types = report.types();
        if (types.isEmpty()) {
            return section("Tasks by type and state", none("No task is counted."));
        }
        List<Bar> bars = types.stream().limit(MOST_BARS).map(ReportPage::bar).toList();
        String rows = types.stream().map(ReportPage::row).collect(joining());
        return section(
                "Tasks by type and state",
                BarChart.of("Tasks by type and state", bars) + BarChart.legend(STATES) + """
                        <div class="scroll"><table>
                        <thead><tr><th>Type</th><th>Accepted</th><th>Succeeded</th><th>Failed</th><th>Cancelled</th><th>Expired</th><th>Gone</th><th>Open</th><th>Mean run</th><th>Longest run</th></tr></thead>
                        <tbody>
                        %s</tbody>
                        </table></div>
                        <p class="faint">Numbers of tasks. A run is the last attempt of a task. Gone: ended, and its record was purged or deleted before anyone looked.</p>
                        """.formatted(rows));
    }

    private static List<Long> states(DayReport.Type type) {
        TypeCounts ended = type.ended();
        return List.of(
                ended.succeeded(), ended.failed(), ended.cancelled(), ended.expired(), ended.gone(), type.open());
    }

    private static Bar bar(DayReport.Type type) {
        List<Long> sizes = states(type);
        List<Piece> pieces = Stream.iterate(0, i -> i + 1)
                .limit(STATES.size())
                .map(i -> new Piece(STATES.get(i), sizes.get(i)))
                .toList();
        String told = type.name() + ": "
                + pieces.stream()
                        .filter(piece -> piece.size() > 0)
                        .map(piece -> number(piece.size()) + " " + piece.kind())
                        .collect(joining(", "));
        return new Bar(type.name(), pieces, number(type.accepted()), told);
    }

    private static String row(DayReport.Type type) {
        boolean ran = type.ended().runs() > 0;
        return Stream.concat(
                        Stream.concat(Stream.of(type.accepted()), states(type).stream())
                                .map(Words::number),
                        Stream.of(
                                ran ? Words.time(type.ended().meanMs()) : "–",
                                ran ? Words.time(type.ended().longestMs()) : "–"))
                .map(cell -> "<td>" + cell + "</td>")
                .collect(joining("", "<tr><td>" + escaped(type.name()) + "</td>", "</tr>\n"));
    }

    private static String slowest(DayReport report) {
        List<Run> runs = report.ended().slowest();
        if (runs.isEmpty()) {
            return section("Slowest tasks", none("None ran."));
        }
        List<Bar> bars = runs.stream()
                .map(run -> new Bar(
                        run.type(),
                        List.of(new Piece("open", run.ms())),
                        Words.time(run.ms()),
                        run.type() + " " + run.id() + ": " + Words.time(run.ms())))
                .toList();
        String rows = runs.stream()
                .map(run -> "<tr><td>%s</td><td class=\"name\">%s</td><td>%s ms</td></tr>\n"
                        .formatted(run.id(), escaped(run.type()), number(run.ms())))
                .collect(joining());
        return section(
                "Slowest tasks", BarChart.of("The tasks whose last attempt took longest", bars) + """
                        <div class="scroll"><table>
                        <thead><tr><th>Task</th><th class="name">Type</th><th>Last attempt</th></tr></thead>
                        <tbody>
                        %s</tbody>
                        </table></div>
                        """.formatted(rows));
    }

    private static String failures(DayReport report) {
        List<Failure> failures = report.mostFailed();
        if (failures.isEmpty()) {
            return section("Most failed", none("No task failed."));
        }
        List<Bar> bars = failures.stream()
                .limit(MOST_BARS)
                .map(failure -> new Bar(
                        failure.cause().type() + " " + failure.cause().code(),
                        List.of(new Piece("failed", failure.tasks())),
                        number(failure.tasks()),
                        failure.cause().type() + ", " + failure.cause().code() + ": " + Words.tasks(failure.tasks())))
                .toList();
        String rows = failures.stream()
                .map(failure -> "<tr><td>%s</td><td class=\"name\">%s</td><td>%s</td></tr>\n"
                        .formatted(
                                escaped(failure.cause().type()),
                                escaped(failure.cause().code()),
                                number(failure.tasks())))
                .collect(joining());
        return section("Most failed", BarChart.of("Failed tasks by type and code", bars) + """
                        <div class="scroll"><table>
                        <thead><tr><th>Type</th><th class="name">Code</th><th>Failed tasks</th></tr></thead>
                        <tbody>
                        %s</tbody>
                        </table></div>
                        """.formatted(rows));
    }

    private static String section(String heading, String content) {
        return "<section>\n<h2>%s</h2>\n%s</section>\n".formatted(heading, content);
    }

    private static String none(String sentence) {
        return "<p class=\"faint\">" + sentence + "</p>\n";
    }

    private static String neighbours(LocalDate day) {
        return "<nav><a href=\"/v1/reports/%1$s\" rel=\"prev\">← %1$s</a><a href=\"/v1/reports/%2$s\" rel=\"next\">%2$s →</a></nav>\n"
                .formatted(day.minusDays(1), day.plusDays(1));
    }
}
