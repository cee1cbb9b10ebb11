package dev.offstage.engine;

import dev.offstage.engine.LossLedger.Open;
import dev.offstage.engine.LossLedger.Picture;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether every accepted task is accounted for.
 *
 * @param asOf how far the sweep had read; null before its first time
 * @param unaccounted tasks of any time that are overdue and were not settled after a repair
 * @param hours newest first
 */
public record LossReport(@Nullable Instant asOf, long unaccounted, List<Hour> hours) {

    /**
     * The tasks whose ids are of one hour.
     *
     * @param ended those accepted that neither wait nor run: ended, purged or deleted
     * @param unaccounted of those waiting or running
     */
    public record Hour(Instant hour, long accepted, long ended, long waiting, long running, long unaccounted) {}

    /** The report on {@code hours} hours up to the last that the sweep has read in. */
    public static LossReport of(LossLedger ledger, int hours, Instant now) {
        Picture picture = ledger.picture().orElse(null);
        Instant newest = (picture == null ? now : picture.asOf()).truncatedTo(ChronoUnit.HOURS);
        Instant oldest = newest.minus(hours - 1L, ChronoUnit.HOURS);
        Map<Instant, Long> accepted = new HashMap<>(ledger.accepted(oldest, newest));
        if (picture == null) {
            return new LossReport(null, 0, rows(newest, hours, hour -> row(hour, accepted, Open.NONE, 0)));
        }
        // A row that is newer than the picture would not fit to it.
        accepted.put(newest, picture.accepted());
        Map<Instant, Long> lost =
                picture.lost().stream().collect(Collectors.groupingBy(Census::hour, Collectors.counting()));
        return new LossReport(picture.asOf(), Bookkeeper.unaccounted(picture), rows(newest, hours, hour -> {
            Open open = picture.open().getOrDefault(hour, Open.NONE);
            return row(hour, accepted, open, lost.getOrDefault(hour, 0L));
        }));
    }

    private static List<Hour> rows(Instant newest, int hours, Function<Instant, Hour> row) {
        return Stream.iterate(newest, hour -> hour.minus(1, ChronoUnit.HOURS))
                .limit(hours)
                .map(row)
                .toList();
    }

    private static Hour row(Instant hour, Map<Instant, Long> accepted, Open open, long lost) {
        long isOpen = open.waiting() + open.running();
        // Those that a handler enqueued long after its own acceptance were not there when their hour was read.
        long all = Math.max(accepted.getOrDefault(hour, 0L), isOpen);
        return new Hour(hour, all, all - isOpen, open.waiting(), open.running(), open.overdue() + lost);
    }
}
