package dev.offstage.jobs.books;

import java.time.Instant;

/** Waits inside a run. */
@FunctionalInterface
interface Waiting {
    /** Returns at {@code moment} or a little later; at once when it has passed. */
    void until(Instant moment) throws InterruptedException;
}
