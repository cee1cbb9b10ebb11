package dev.offstage.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the store in parts and cleans each. Where a run stops, since its time is over or it has written enough, the next one
 * goes on. Two at once do no harm: one of them stops when the other has moved on.
 *
 * <p>Tasks are not looked for all over the table. Their records lie by the hour of their ids, so each hour is visited three times: when
 * what ends in the usual time should be gone, when failures should be, and when what is kept for some weeks should be. What is kept
 * longer is left to DynamoDB's own expiry.
 */
public final class Maintenance {
    /** How old an hour is when it is visited: after a day that results are kept, after 14 that failures are, and after some weeks. */
    static final List<Duration> AGES = List.of(Duration.ofDays(3), Duration.ofDays(17), Duration.ofDays(62));

    /** How much further back the first walk of its kind begins, where nobody knows since when there are tasks. */
    private static final Duration FIRST_REACH = Duration.ofDays(62);

    private final Storeroom room;
    private final WalkMarks marks;
    private final Supplier<Optional<Instant>> begun;

    /** @param begun since when the store holds tasks, if that is known */
    public Maintenance(Storeroom room, WalkMarks marks, Supplier<Optional<Instant>> begun) {
        this.room = room;
        this.marks = marks;
        this.begun = begun;
    }

    /**
     * What a run did.
     *
     * @param hours how many hours were visited to their end
     * @param isWhole whether it came to the end of every walk
     */
    public record Done(Cleaned cleaned, int hours, boolean isWhole) {
        private static final Done NOTHING = new Done(Cleaned.NOTHING, 0, true);

        private Done plus(Done more) {
            return new Done(cleaned.plus(more.cleaned), hours + more.hours, isWhole && more.isWhole);
        }
    }

    /** Cleans until all is walked through or the budget is spent. */
    public Done run(Storeroom.Pass pass) {
        Done done = Done.NOTHING;
        for (Duration age : AGES) {
            done = done.plus(hours(age, pass));
        }
        done = done.plus(parts("payloads", room::payloads, pass));
        return done.plus(parts("firings", room::firings, pass));
    }

    private Done hours(Duration age, Storeroom.Pass pass) {
        String walk = "hours-" + age.toDays() + "-days";
        String seen = marks.find(walk).orElse(null);
        Instant last = pass.now().minus(age).truncatedTo(ChronoUnit.HOURS);
        Instant hour = seen == null ? first(last) : Instant.parse(seen);
        Done done = Done.NOTHING;
        while (hour.isBefore(last)) {
            if (!pass.budget().isLeft()) {
                return done.plus(new Done(Cleaned.NOTHING, 0, false));
            }
            Storeroom.Part part = room.hour(hour, pass);
            hour = hour.plus(1, ChronoUnit.HOURS);
            done = done.plus(new Done(part.cleaned(), part.isWhole() ? 1 : 0, part.isWhole()));
            String next = hour.toString();
            if (!part.isWhole() || !moves(walk, seen, next, pass)) {
                return done;
            }
            seen = next;
        }
        return done;
    }

    private Instant first(Instant last) {
        Instant earliest = last.minus(FIRST_REACH);
        return begun.get()
                .filter(beginning -> beginning.isAfter(earliest))
                .orElse(earliest)
                .truncatedTo(ChronoUnit.HOURS);
    }

    /** A walk in parts, each of which says where the next begins. */
    @FunctionalInterface
    private interface Parts {
        Storeroom.Part of(@Nullable String after, Storeroom.Pass pass);
    }

    private Done parts(String walk, Parts parts, Storeroom.Pass pass) {
        String seen = marks.find(walk).orElse(null);
        Done done = Done.NOTHING;
        String next = seen;
        do {
            if (!pass.budget().isLeft()) {
                return done.plus(new Done(Cleaned.NOTHING, 0, false));
            }
            Storeroom.Part part = parts.of(next, pass);
            done = done.plus(new Done(part.cleaned(), 0, part.isWhole()));
            if (!part.isWhole()) {
                return done;
            }
            next = part.next();
            if (!moves(walk, seen, next, pass)) {
                return done;
            }
            seen = next;
        } while (next != null);
        return done;
    }

    /** A dry run leaves the marks where they are. */
    private boolean moves(String walk, @Nullable String seen, @Nullable String next, Storeroom.Pass pass) {
        return pass.isDry() || (seen == null && next == null) || marks.move(walk, seen, next);
    }
}
