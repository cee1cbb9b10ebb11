package dev.offstage.jobs.books;

import java.time.Duration;
import java.time.Instant;

/** The pace at which a host is asked, over all workers. Every implementation passes {@code HostPaceContract}. */
interface HostPace {

    /**
     * Takes the host's next free moment and moves it on by {@code pace}: the answer is {@code now} for a host that is
     * free, else a moment after it. Two callers never get moments closer than {@code pace}.
     */
    Instant reserve(String host, Duration pace, Instant now);
}
