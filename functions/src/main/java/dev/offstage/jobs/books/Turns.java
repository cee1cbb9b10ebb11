package dev.offstage.jobs.books;

import dev.offstage.jobs.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request its turn at the site. A turn that is far off is waited for outside, in a snooze of whole seconds that
 * ends a little before it; the rest is waited for inside.
 */
final class Turns {
    /** Later than this after its moment a turn is void: the next caller's would be too near. */
    static final Duration LATE = Duration.ofMillis(100);

    /** A snooze ends this long before the turn at least, so that waking and claiming do not make it late. */
    static final Duration MARGIN = Duration.ofMillis(250);

    /**
     * Beyond 15 minutes a snooze is no message but a stored due time, released less precisely than a turn needs: such a
     * task is woken well before and snoozes the rest.
     */
    private static final Duration PRECISE = Duration.ofSeconds(880);

    private static final Duration WELL_BEFORE = Duration.ofSeconds(60);

    private final String host;
    private final Duration pace;
    private final HostPace hostPace;
    private final InstantSource clock;
    private final Waiting waiting;

    Turns(String host, Duration pace, HostPace hostPace, InstantSource clock, Waiting waiting) {
        this.host = host;
        this.pace = pace;
        this.hostPace = hostPace;
        this.clock = clock;
        this.waiting = waiting;
    }

    /** Come back after {@code pause} with {@code turn}. */
    record Later(Duration pause, Instant turn) {}

    /**
     * Waits for a turn; empty means that it has come. A turn that is neither near nor before {@code insideUntil} is not
     * waited for, but given back to be kept.
     *
     * @param held a turn that was taken before; null when there is none
     */
    Optional<Later> take(@Nullable Instant held, Instant insideUntil) throws InterruptedException {
        if (pace.isZero()) {
            return Optional.empty();
        }
        Instant turn = held;
        while (true) {
            if (turn == null || isLate(turn)) {
                turn = hostPace.reserve(host, pace, clock.instant());
            }
            Optional<Later> later = early(turn, insideUntil);
            if (later.isPresent()) {
                return later;
            }
            waiting.until(turn);
            if (!isLate(turn)) {
                return Optional.empty();
            }
        }
    }

    /** Says when to come back for {@code held}; empty when it is near, void, or before {@code insideUntil}. */
    Optional<Later> early(@Nullable Instant held, Instant insideUntil) {
        if (held == null || pace.isZero() || !held.isAfter(insideUntil)) {
            return Optional.empty();
        }
        Duration ahead = Duration.between(clock.instant(), held);
        Duration whole = Duration.ofSeconds(ahead.minus(MARGIN).toSeconds());
        if (!whole.isPositive()) {
            return Optional.empty();
        }
        return Optional.of(new Later(whole.compareTo(PRECISE) > 0 ? whole.minus(WELL_BEFORE) : whole, held));
    }

    private boolean isLate(Instant turn) {
        return clock.instant().isAfter(turn.plus(LATE));
    }
}
