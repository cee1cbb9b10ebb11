package dev.offstage.report;

import static java.util.stream.Collectors.toSet;

import dev.offstage.count.Counts;
import dev.offstage.count.DayCounts;
import dev.offstage.count.Followed;
import dev.offstage.count.QuarterCount;
import dev.offstage.count.TypeCounts;
import dev.offstage.engine.SweepMark;
import dev.offstage.report.DayReport.Hour;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes reports of what the sweep has counted. Reads counts alone, no task. */
public final class ReportMaker {
    private final DayCounts counts;
    private final SweepMark mark;
    private final ReportZone zone;
    private final Named named;
    private final InstantSource clock;

    /** The types of tasks that reports single out: those that parse a book and those that send a mail. */
    public record Named(String books, String mails) {}

    public ReportMaker(DayCounts counts, SweepMark mark, ReportZone zone, Named named, InstantSource clock) {
        this.counts = counts;
        this.mark = mark;
        this.zone = zone;
        this.named = named;
        this.clock = clock;
    }

    public ReportZone zone() {
        return zone;
    }

    /** The report of a day as it is known now; empty when nothing of that day was counted (any more). Of today there always is one. */
    public Optional<DayReport> soFar(LocalDate day) {
        LocalDate today = zone.day(clock.instant());
        if (day.isAfter(today)) {
            return Optional.empty();
        }
        // First the mark: a quarter that is closed meanwhile is then known from both, never from neither.
        SweepMark.Mark swept = mark.read().orElse(null);
        List<Quarter> quarters = quarters(day, swept);
        return quarters.isEmpty() && !day.equals(today)
                ? Optional.empty()
                : Optional.of(report(day, swept, quarters, false));
    }

    /**
     * The report of a day that is over, as it stays; empty when nothing of that day was counted (any more).
     *
     * @throws IllegalStateException when the sweep has not read the whole day yet
     */
    public Optional<DayReport> whole(LocalDate day) {
        SweepMark.Mark swept = mark.read().orElse(null);
        Instant end = zone.end(day);
        if (swept == null) {
            return Optional.empty();
        }
        if (swept.readUpTo().isBefore(end)) {
            throw new IllegalStateException("The report of " + day + " needs all tasks accepted before " + end
                    + " to be counted, but the tick has counted those up to " + swept.readUpTo()
                    + " alone. Repeat this when it has caught up.");
        }
        List<Quarter> quarters = quarters(day, swept);
        return quarters.isEmpty() ? Optional.empty() : Optional.of(report(day, swept, quarters, true));
    }

    /** A quarter of an hour with what became of those that were followed. */
    private record Quarter(Instant begin, Counts ended, Map<String, Long> open) {
        long accepted() {
            return ended.total().ended()
                    + open.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private List<Quarter> quarters(LocalDate day, SweepMark.@Nullable Mark swept) {
        Instant from = zone.start(day);
        Instant to = zone.end(day);
        DayCounts.Known known = counts.between(from, to);
        Set<Instant> closed = known.quarters().stream().map(QuarterCount::begin).collect(toSet());
        Stream<QuarterCount> current = (swept == null ? Stream.<QuarterCount>empty() : Stream.of(swept.quarter()))
                .filter(quarter ->
                        !quarter.begin().isBefore(from) && quarter.begin().isBefore(to))
                .filter(quarter -> !closed.contains(quarter.begin()));
        return Stream.concat(known.quarters().stream(), current)
                .map(quarter -> quarter(quarter, known.of(quarter)))
                .toList();
    }

    private static Quarter quarter(QuarterCount quarter, List<Followed> followed) {
        Map<String, Long> open = new HashMap<>();
        followed.forEach(tasks -> tasks.open().forEach((type, ids) -> open.merge(type, (long) ids.size(), Long::sum)));
        Counts ended = followed.stream().map(Followed::ended).reduce(quarter.ended(), Counts::plus);
        return new Quarter(quarter.begin(), ended, open);
    }

    private DayReport report(LocalDate day, SweepMark.@Nullable Mark swept, List<Quarter> quarters, boolean isFinal) {
        Counts ended = quarters.stream().map(Quarter::ended).reduce(Counts.NONE, Counts::plus);
        Map<String, Long> open = new HashMap<>();
        quarters.forEach(quarter -> quarter.open().forEach((type, tasks) -> open.merge(type, tasks, Long::sum)));
        Instant to = zone.end(day);
        Instant readUpTo = swept == null ? null : swept.readUpTo();
        return new DayReport(
                day,
                zone.id(),
                zone.start(day),
                to,
                isFinal,
                readUpTo != null && readUpTo.isAfter(to) ? to : readUpTo,
                clock.instant(),
                ended,
                Map.copyOf(open),
                hours(zone.start(day), to, quarters),
                succeeded(ended, named.books()),
                succeeded(ended, named.mails()));
    }

    private static long succeeded(Counts ended, String type) {
        return ended.types().getOrDefault(type, TypeCounts.NONE).succeeded();
    }

    private static List<Hour> hours(Instant from, Instant to, List<Quarter> quarters) {
        List<Hour> hours = new ArrayList<>();
        for (Instant hour = from; hour.isBefore(to); hour = hour.plus(Duration.ofHours(1))) {
            Instant begin = hour;
            Instant end = hour.plus(Duration.ofHours(1));
            List<Quarter> inside = quarters.stream()
                    .filter(quarter ->
                            !quarter.begin().isBefore(begin) && quarter.begin().isBefore(end))
                    .toList();
            hours.add(new Hour(
                    hour,
                    inside.stream().mapToLong(Quarter::accepted).sum(),
                    inside.stream()
                            .mapToLong(quarter -> quarter.ended().total().failed())
                            .sum()));
        }
        return hours;
    }
}
