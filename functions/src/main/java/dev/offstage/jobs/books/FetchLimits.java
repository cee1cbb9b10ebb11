package dev.offstage.jobs.books;

import java.time.Duration;

/**
 * What one fetch of a page may take.
 *
 * @param connect the longest wait for a connection to an address
 * @param total the longest time over all hops, without the waits for the pace
 * @param bytes the largest page, after decompression
 * @param hops the most redirects that are followed
 */
record FetchLimits(Duration connect, Duration total, int bytes, int hops) {
    static final FetchLimits USUAL = new FetchLimits(Duration.ofSeconds(3), Duration.ofSeconds(20), 4 << 20, 5);
}
