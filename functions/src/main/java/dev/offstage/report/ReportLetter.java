package dev.offstage.report;

import static dev.offstage.report.Words.escaped;
import static dev.offstage.report.Words.number;
import static java.util.stream.Collectors.joining;

import dev.offstage.count.TypeCounts;
import dev.offstage.report.DayReport.Failure;
import java.util.List;
import java.util.stream.Stream;

/**
 * A report as a mail: the gist of it, in text and in HTML that mail programs show.
 *
 * @param subject one line
 */
public record ReportLetter(String subject, String text, String html) {
    private static final int MOST_ROWS = 30;
    private static final int LONGEST_NAME = 80;

    /**
     * The letter about {@code report}.
     *
     * @param system how the system is called whose tasks these are
     */
    public static ReportLetter of(DayReport report, String system) {
        TypeCounts total = report.ended().total();
        String subject = "%s, %s: %s, %s failed"
                .formatted(
                        Words.cut(system, LONGEST_NAME),
                        report.date(),
                        Words.tasks(report.accepted()),
                        number(total.failed()));
        return new ReportLetter(subject, text(report), html(report));
    }

    /** A part of the letter: a heading, and rows of cells of which the first is a name. */
    private record Table(String heading, List<String> columns, List<List<String>> rows) {}

    private static List<Table> tables(DayReport report) {
        TypeCounts total = report.ended().total();
        return List.of(
                new Table(
                        "All tasks",
                        List.of("", "tasks"),
                        List.of(
                                List.of("accepted", number(report.accepted())),
                                List.of("succeeded", number(total.succeeded())),
                                List.of("failed", number(total.failed())),
                                List.of("cancelled", number(total.cancelled())),
                                List.of("expired", number(total.expired())),
                                List.of("gone", number(total.gone())),
                                List.of("still open", number(report.stillOpen())),
                                List.of("books parsed", number(report.booksParsed())),
                                List.of("mails sent", number(report.mailsSent())))),
                new Table(
                        "By type",
                        List.of("type", "accepted", "succeeded", "failed", "open", "mean run", "longest run"),
                        report.types().stream()
                                .limit(MOST_ROWS)
                                .map(ReportLetter::row)
                                .toList()),
                new Table(
                        "Slowest",
                        List.of("task", "type", "last attempt"),
                        report.ended().slowest().stream()
                                .map(run -> List.of(run.id().toString(), name(run.type()), Words.time(run.ms())))
                                .toList()),
                new Table(
                        "Most failed",
                        List.of("type and code", "failed"),
                        report.mostFailed().stream()
                                .limit(MOST_ROWS)
                                .map(ReportLetter::row)
                                .toList()));
    }

    private static List<String> row(DayReport.Type type) {
        return List.of(
                name(type.name()),
                number(type.accepted()),
                number(type.ended().succeeded()),
                number(type.ended().failed()),
                number(type.open()),
                type.ended().runs() == 0 ? "–" : Words.time(type.ended().meanMs()),
                type.ended().runs() == 0 ? "–" : Words.time(type.ended().longestMs()));
    }

    private static List<String> row(Failure failure) {
        return List.of(name(failure.cause().type() + ", " + failure.cause().code()), number(failure.tasks()));
    }

    private static String name(String text) {
        return Words.cut(Words.withoutControls(text), LONGEST_NAME);
    }

    private static String head(DayReport report) {
        return "Tasks accepted from %s to %s in %s. What is open was so at %s."
                .formatted(
                        Words.moment(report.from(), report.zone()),
                        Words.moment(report.to(), report.zone()),
                        report.zone().getId(),
                        Words.moment(report.madeAt(), report.zone()));
    }

    private static String foot(DayReport report) {
        return "The whole report, with charts: GET /v1/reports/" + report.date() + " of the API.";
    }

    private static String text(DayReport report) {
        String tables = tables(report).stream()
                .filter(table -> !table.rows().isEmpty())
                .map(ReportLetter::text)
                .collect(joining());
        return "Report of " + report.date() + "\n\n" + head(report) + "\n\n" + tables + foot(report) + "\n";
    }

    private static String text(Table table) {
        List<List<String>> lines =
                Stream.concat(Stream.of(table.columns()), table.rows().stream()).toList();
        List<Integer> widths = Stream.iterate(0, i -> i + 1)
                .limit(table.columns().size())
                .map(i -> lines.stream()
                        .mapToInt(line -> line.get(i).length())
                        .max()
                        .orElse(0))
                .toList();
        return table.heading() + "\n"
                + lines.stream().map(line -> text(line, widths)).collect(joining()) + "\n";
    }

    private static String text(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder("  ");
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(widths.get(i) - cells.get(i).length());
            line.append(i == 0 ? cells.get(i) + padding : "  " + padding + cells.get(i));
        }
        return line.toString().stripTrailing() + "\n";
    }

    private static String html(DayReport report) {
        String tables = tables(report).stream()
                .filter(table -> !table.rows().isEmpty())
                .map(ReportLetter::html)
                .collect(joining());
        return "<html><body style=\"font-family:sans-serif\">\n<h1 style=\"font-size:20px\">Report of " + report.date()
                + "</h1>\n<p>" + escaped(head(report)) + "</p>\n" + tables + "<p>" + escaped(foot(report))
                + "</p>\n</body></html>\n";
    }

    private static String html(Table table) {
        String rows = table.rows().stream()
                .map(row -> "<tr>" + cells("td", row) + "</tr>\n")
                .collect(joining());
        return "<h2 style=\"font-size:16px\">%s</h2>\n<table style=\"border-collapse:collapse\">\n<tr>%s</tr>\n%s</table>\n"
                .formatted(table.heading(), cells("th", table.columns()), rows);
    }

    private static String cells(String tag, List<String> cells) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            row.append("<%1$s style=\"padding:2px 10px;border-bottom:1px solid #cccccc;text-align:%2$s\">%3$s</%1$s>"
                    .formatted(tag, i == 0 ? "left" : "right", escaped(cells.get(i))));
        }
        return row.toString();
    }
}
