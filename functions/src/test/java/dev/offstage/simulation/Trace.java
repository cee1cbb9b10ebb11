package dev.offstage.simulation;

import dev.offstage.task.TaskId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that happened, in order: as a number that any other order would change, and as text when somebody will read it. */
final class Trace {
    private final InstantSource clock;
    private final boolean kept;
    private final List<Line> lines = new ArrayList<>();
    private long sum = 17;
    private long events;

    private record Line(
            long at,
            String process,
            String what,
            String outcome,
            @Nullable TaskId task) {}

    /** @param kept whether the text is wanted */
    Trace(InstantSource clock, boolean kept) {
        this.clock = clock;
        this.kept = kept;
    }

    void add(String process, String what, String outcome, @Nullable TaskId task) {
        long at = clock.millis();
        events++;
        sum = sum * 31 + at;
        sum = sum * 31 + process.hashCode();
        sum = sum * 31 + what.hashCode();
        sum = sum * 31 + outcome.hashCode();
        sum = sum * 31 + (task == null ? 0 : task.hashCode());
        if (kept) {
            lines.add(new Line(at, process, what, outcome, task));
        }
    }

    long sum() {
        return sum;
    }

    long events() {
        return events;
    }

    /** The story of one task, or of all of them; at most {@code most} lines, the last ones. */
    List<String> tell(@Nullable TaskId task, int most) {
        List<Line> told = lines.stream()
                .filter(line -> task == null || task.equals(line.task()))
                .toList();
        return told.subList(Math.max(0, told.size() - most), told.size()).stream()
                .map(line -> "%s %-14s %-14s %s %s"
                        .formatted(
                                java.time.Instant.ofEpochMilli(line.at()),
                                line.process(),
                                line.what(),
                                line.outcome(),
                                line.task() == null ? "" : line.task()))
                .toList();
    }
}
