package dev.offstage.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often an address may be wrong: 20 times a minute. Of too many addresses the one that failed first is forgotten. */
final class FailureLimit {
    static final int MOST = 20;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int ADDRESSES = 10_000;

    private final Map<String, Failures> byAddress = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > ADDRESSES;
        }
    };

    private record Failures(int count, Instant until) {}

    /** How long {@code address} must wait until it may try again; zero when it need not. */
    synchronized Duration waitOf(String address, Instant now) {
        Failures failures = byAddress.get(address);
        return failures == null || failures.count() < MOST || !failures.until().isAfter(now)
                ? Duration.ZERO
                : Duration.between(now, failures.until());
    }

    synchronized void failed(String address, Instant now) {
        Failures before = byAddress.get(address);
        if (before == null || !before.until().isAfter(now)) {
            // Taken out first, so that it counts as young again.
            byAddress.remove(address);
            byAddress.put(address, new Failures(1, now.plus(WINDOW)));
        } else {
            byAddress.put(address, new Failures(before.count() + 1, before.until()));
        }
    }
}
