package dev.offstage.report;

import static dev.offstage.report.Words.escaped;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;

/** A picture of horizontal bars, each in one or more colours, as SVG inside a page. */
final class BarChart {
    private static final int WIDTH = 720;
    private static final int LABEL = 230;
    private static final int VALUE = 100;
    private static final int ROW = 26;
    private static final int LONGEST_LABEL = 32;

    private BarChart() {}

    /**
     * A piece of a bar.
     *
     * @param kind the class that gives it its colour
     */
    record Piece(String kind, long size) {}

    /**
     * A bar.
     *
     * @param told the whole of what it says, as a sentence
     */
    record Bar(String label, List<Piece> pieces, String value, String told) {
        long size() {
            return pieces.stream().mapToLong(Piece::size).sum();
        }
    }

    /** @param title what the picture shows */
    static String of(String title, List<Bar> bars) {
        long most = Math.max(1, bars.stream().mapToLong(Bar::size).max().orElse(1));
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < bars.size(); i++) {
            rows.append(row(bars.get(i), i * ROW, most));
        }
        return "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n%s</svg>\n"
                .formatted(WIDTH, bars.size() * ROW, escaped(title), rows);
    }

    private static String row(Bar bar, int top, long most) {
        double scale = (double) (WIDTH - LABEL - VALUE) / most;
        StringBuilder pieces = new StringBuilder();
        double left = LABEL;
        for (Piece piece : bar.pieces()) {
            double width = piece.size() * scale;
            if (piece.size() > 0) {
                // So thin a piece would not be seen.
                pieces.append(rectangle(piece.kind(), left, top + 4, Math.max(1, width), ROW - 8));
            }
            left += width;
        }
        return """
                <g><title>%s</title><text class="label" x="%d" y="%d">%s</text>%s<text x="%s" y="%d">%s</text></g>
                """.formatted(
                        escaped(bar.told()),
                        LABEL - 8,
                        top + 18,
                        escaped(Words.cut(bar.label(), LONGEST_LABEL)),
                        pieces,
                        point(Math.max(left, LABEL + 1) + 6),
                        top + 18,
                        escaped(bar.value()));
    }

    static String rectangle(String kind, double left, double top, double width, double height) {
        return "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
                .formatted(kind, point(left), point(top), point(width), point(height));
    }

    static String point(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** What the colours mean. */
    static String legend(List<String> kinds) {
        return kinds.stream()
                .map(kind -> "<span class=\"key\"><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\">%s</svg>%s</span>"
                        .formatted(rectangle(kind, 0, 0, 10, 10), escaped(kind)))
                .collect(joining("\n", "<p class=\"legend\">", "</p>\n"));
    }
}
