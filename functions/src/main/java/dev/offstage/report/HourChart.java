package dev.offstage.report;

import static dev.offstage.report.Words.escaped;

import dev.offstage.report.DayReport.Hour;
import java.time.ZoneId;
import java.util.List;

/** A picture of the hours of a day: how many tasks were accepted in each, and how many of them failed. */
final class HourChart {
    private static final int WIDTH = 720;
    private static final int LEFT = 60;
    private static final int TOP = 14;
    private static final int HEIGHT = 130;
    private static final int BOTTOM = 24;
    private static final int LABEL_EACH = 3;

    private HourChart() {}

    static String of(List<Hour> hours, ZoneId zone) {
        long most = Math.max(1, hours.stream().mapToLong(Hour::accepted).max().orElse(1));
        double step = (double) (WIDTH - LEFT) / Math.max(1, hours.size());
        StringBuilder bars = new StringBuilder();
        for (int i = 0; i < hours.size(); i++) {
            bars.append(bar(hours.get(i), zone, LEFT + i * step, step, most, i % LABEL_EACH == 0));
        }
        return """
                <svg class="chart" viewBox="0 0 %d %d" role="img" aria-label="Tasks accepted in each hour">
                <line x1="%d" y1="%d" x2="%d" y2="%d"/><text class="label" x="%d" y="%d">%s</text>
                <line x1="%d" y1="%d" x2="%d" y2="%d"/><text class="label" x="%d" y="%d">0</text>
                %s</svg>
                """.formatted(
                        WIDTH,
                        TOP + HEIGHT + BOTTOM,
                        LEFT,
                        TOP,
                        WIDTH,
                        TOP,
                        LEFT - 8,
                        TOP + 5,
                        Words.number(most),
                        LEFT,
                        TOP + HEIGHT,
                        WIDTH,
                        TOP + HEIGHT,
                        LEFT - 8,
                        TOP + HEIGHT + 5,
                        bars);
    }

    private static String bar(Hour hour, ZoneId zone, double left, double step, long most, boolean labelled) {
        String told = Words.clockWithOffset(hour.from(), zone) + ": " + Words.tasks(hour.accepted()) + " accepted, "
                + Words.number(hour.failed()) + " of them failed";
        String label = labelled
                ? "<text x=\"%s\" y=\"%d\">%s</text>"
                        .formatted(BarChart.point(left), TOP + HEIGHT + 18, Words.clock(hour.from(), zone))
                : "";
        return "<g><title>%s</title>%s%s%s</g>\n"
                .formatted(
                        escaped(told),
                        column("accepted", hour.accepted(), left, step, most),
                        column("failed", hour.failed(), left, step, most),
                        label);
    }

    private static String column(String kind, long tasks, double left, double step, long most) {
        if (tasks == 0) {
            return "";
        }
        double height = Math.max(1, (double) tasks / most * HEIGHT);
        return BarChart.rectangle(kind, left + 2, TOP + HEIGHT - height, step - 4, height);
    }
}
